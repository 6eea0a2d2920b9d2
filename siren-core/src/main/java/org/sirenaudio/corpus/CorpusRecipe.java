package org.sirenaudio.corpus;

import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.io.Hashes;

/**
 * The settings shared by all fits of a corpus. A model is named after its recording's bytes and the
 * recipe.
 *
 * @param config of every fit
 * @param keepsPoor whether to keep models that have learned nothing; does not affect a model's name
 */
public record CorpusRecipe(FitConfig config, boolean keepsPoor) {

  /** A recipe that keeps no model that has learned nothing. */
  public CorpusRecipe(FitConfig config) {
    this(config, false);
  }

  /**
   * The recipe as one canonical line: every configuration value except the number of threads, which
   * does not affect the result.
   */
  public String text() {
    return RecipeText.of(config);
  }

  /**
   * The model name for a recording under this recipe.
   *
   * @param inputSha256 of the recording's bytes, in hexadecimal
   * @return 64 hexadecimal digits: the SHA-256 of both
   */
  public String modelName(String inputSha256) {
    return Hashes.sha256(inputSha256 + "\n" + text());
  }
}
