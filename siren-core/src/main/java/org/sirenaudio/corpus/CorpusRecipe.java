package org.sirenaudio.corpus;

import java.lang.reflect.RecordComponent;
import java.util.StringJoiner;
import org.sirenaudio.fit.FitConfig;

/**
 * What every clip of a corpus is fitted with, as one line of text that is the same for the same
 * recipe: every value of the configuration but the number of threads, which does not influence the
 * result. Together with a recording's bytes it names the recording's model.
 */
public final class CorpusRecipe {

  /** Changes when models of one configuration shall no longer count as the same. */
  private static final String VERSION = "siren-corpus-1";

  private static final String WITHOUT_INFLUENCE = "threads";

  private final FitConfig config;
  private final String text;

  private CorpusRecipe(FitConfig config) {
    this.config = config;
    text = VERSION + ":" + text(config);
  }

  public static CorpusRecipe of(FitConfig config) {
    return new CorpusRecipe(config);
  }

  FitConfig config() {
    return config;
  }

  /** The recipe in one line. */
  public String text() {
    return text;
  }

  /**
   * The name of a recording's model under this recipe.
   *
   * @param inputSha256 of the recording's bytes, in hexadecimal
   * @return 64 hexadecimal digits: the SHA-256 of both
   */
  public String modelName(String inputSha256) {
    return Hashes.sha256(inputSha256 + "\n" + text);
  }

  /** A record and the records within it; a value that is added to one is in the text by itself. */
  private static String text(Record value) {
    StringJoiner parts = new StringJoiner(",", value.getClass().getSimpleName() + "(", ")");
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      if (!component.getName().equals(WITHOUT_INFLUENCE)) {
        parts.add(component.getName() + "=" + valueOf(component, value));
      }
    }
    return parts.toString();
  }

  private static String valueOf(RecordComponent component, Record of) {
    try {
      Object value = component.getAccessor().invoke(of);
      return value instanceof Record inner ? text(inner) : String.valueOf(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record whose values cannot be read: " + of.getClass(), e);
    }
  }
}
