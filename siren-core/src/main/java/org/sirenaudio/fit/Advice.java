package org.sirenaudio.fit;

import java.util.Locale;
import java.util.OptionalDouble;
import org.sirenaudio.error.FitException;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.EncodingKind;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import org.sirenaudio.fit.config.LearningRates;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.fit.data.Spectrum;
import org.sirenaudio.fit.plan.FitPlan;
import org.sirenaudio.fit.report.FitMetadata;

/**
 * Advice for a fit that has learned nothing: the first setting at odds with the recording.
 *
 * @param config of the fit
 * @param plan of the fit
 * @param spectrum of the recording
 * @param sampleRate of the recording
 */
record Advice(FitConfig config, FitPlan plan, Spectrum spectrum, double sampleRate) {

  /** Below this fraction of the recording's bandwidth the first layer's frequencies are too low. */
  private static final double LOW = 0.25;

  /** A common learning rate is rarely higher than this. */
  private static final double USUAL_RATE = 1e-3;

  /** The error for a fit with this result. */
  FitException because(FitMetadata result) {
    String figure =
        result.snrDb() < FitMetadata.LEAST_DB
            ? String.format(Locale.ROOT, "%.1f dB", zeroUnsigned(result.snrDb()))
            : "channel " + (result.worstChannel().orElse(0) + 1) + " is silent";
    return FitException.learnedNothing(
        "the fit has learned nothing: %s after %s; %s"
            .formatted(figure, spent(result.steps()), text()));
  }

  private static double zeroUnsigned(double db) {
    return Math.abs(db) < 0.05 ? 0 : db;
  }

  private static String spent(int steps) {
    return steps == 1 ? "1 step" : String.format(Locale.ROOT, "%,d steps", steps);
  }

  private String text() {
    if (config.network().kind().equals(NetworkKind.RELU)
        && config.network().usedEncoding() == EncodingKind.NONE) {
      return "a plain ReLU network hardly fits sound; use the network siren or positional";
    }
    OptionalDouble hertz = highestHertz();
    if (hertz.isPresent() && hertz.getAsDouble() < LOW * spectrum.firstHz()) {
      return String.format(
          Locale.ROOT,
          "%s reach %s Hz but the recording extends to %,.0f Hz; use a higher first-layer"
              + " frequency, or leave it automatic",
          config.network().usedEncoding() != EncodingKind.NONE
              ? "the encoding's frequencies"
              : "the first layer's frequencies",
          String.format(
              Locale.ROOT, hertz.getAsDouble() < 10 ? "%.1f" : "%,.0f", hertz.getAsDouble()),
          spectrum.firstHz());
    }
    if (config.training().rates() instanceof LearningRates.Uniform(double rate)
        && rate > USUAL_RATE) {
      return "use a lower learning rate than " + rate;
    }
    return switch (config.budget()) {
      case Budget.Steps steps -> "use more steps";
      case Budget.Seconds limit -> "use more time";
      case Budget.TargetSnr target when target.db() < 2 * FitMetadata.LEAST_DB ->
          "use a higher target in dB";
      case Budget.TargetSnr target -> "use wider networks or the default recipe";
      case Budget.Auto auto -> "use wider networks or the default recipe";
    };
  }

  /** Upper end of the first layer's initial frequencies, if the configuration sets it. */
  private OptionalDouble highestHertz() {
    double seconds = plan.windows().getFirst().frames() / sampleRate;
    return switch (config.network().firstFrequency()) {
      case Frequency.Auto auto -> OptionalDouble.empty();
      case Frequency.Hertz(double hertz) -> OptionalDouble.of(hertz);
      case Frequency.Omega0(double omega0) -> OptionalDouble.of(omega0 / (Math.PI * seconds));
    };
  }
}
