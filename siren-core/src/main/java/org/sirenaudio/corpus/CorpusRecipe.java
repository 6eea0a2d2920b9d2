package org.sirenaudio.corpus;

import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.io.Hashes;

/**
 * What every clip of a corpus is fitted with. Together with a recording's bytes it names the
 * recording's model.
 *
 * @param config of every fit
 * @param keepsPoor whether a fit that has learned nothing makes a model all the same; it has no
 *     part in a model's name
 */
public record CorpusRecipe(FitConfig config, boolean keepsPoor) {

  /** One that makes no model of a fit that has learned nothing. */
  public CorpusRecipe(FitConfig config) {
    this(config, false);
  }

  /**
   * The recipe in one line, the same for the same recipe: every value of the configuration but the
   * number of threads, which does not influence the result.
   */
  public String text() {
    return RecipeText.of(config);
  }

  /**
   * The name of a recording's model under this recipe.
   *
   * @param inputSha256 of the recording's bytes, in hexadecimal
   * @return 64 hexadecimal digits: the SHA-256 of both
   */
  public String modelName(String inputSha256) {
    return Hashes.sha256(inputSha256 + "\n" + text());
  }
}
