package org.sirenaudio.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.config.FitConfig;
import picocli.CommandLine.Option;

/** The base configuration of a fit, edited by the other options: a quality, or a recipe. */
final class BaseRecipe {
  private FitConfig quality = FitConfig.balanced();
  private @Nullable String recipe;

  @Option(
      order = 10,
      names = "--quality",
      paramLabel = "NAME",
      description =
          "draft (25 dB), balanced (46 dB), fine (60 dB) or transparent (80 dB, noise inaudible and"
              + " at least 40 dB below the sound in every window; with --snr 46 just that);"
              + " everything else is chosen from the recording (default: ${DEFAULT-VALUE}).",
      defaultValue = "balanced")
  void quality(QualityName value) {
    quality = FitConfig.byName(value.name().toLowerCase(Locale.ROOT));
  }

  @Option(
      order = 20,
      names = "--recipe",
      paramLabel = "NAME",
      description =
          "paper (the official audio protocol: 4 layers of 256, omegas 3000/30, Adam 1e-4, 9001"
              + " steps) or tutorial (the plain SIREN of many examples: 5 layers of 256, omegas"
              + " 30/30, Adam 1e-4, 1000 steps).")
  void recipe(String name) {
    recipe = name.toLowerCase(Locale.ROOT);
  }

  /** The selected configuration. */
  FitConfig config() {
    return recipe == null ? quality : FitConfig.byName(recipe);
  }

  /** The quality levels of a fit. */
  enum QualityName {
    DRAFT,
    BALANCED,
    FINE,
    TRANSPARENT
  }
}
