package org.sirenaudio.corpus;

import java.io.Serializable;
import java.util.function.Function;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.model.ClipModel;

/**
 * One recording's entry in the manifest. Unavailable values are null.
 *
 * @param path relative to the input folder, with {@code /} as separator
 * @param sha256 of the recording's bytes, in hexadecimal
 * @param durationSeconds of the recording
 * @param sampleRateHz of the recording
 * @param channels of the recording
 * @param model path of the model relative to the output folder
 * @param parameters of all its networks together
 * @param steps of the network that took the most
 * @param fitSeconds duration of the fit; null if the model already existed and its time is unknown
 * @param snrDb signal-to-noise ratio over all frames and channels; infinite without error, null for
 *     silence, which has none
 * @param lsd log-spectral distance, as in {@link org.sirenaudio.metrics.LogSpectralDistance}
 * @param status {@link #OK}, {@link #POOR} or {@link #FAILED}
 * @param error reason of the failure, one line
 */
@Value.Builder
public record ManifestRow(
    String path,
    @Nullable String sha256,
    @Nullable Double durationSeconds,
    @Nullable Double sampleRateHz,
    @Nullable Long channels,
    @Nullable String model,
    @Nullable Long parameters,
    @Nullable Long steps,
    @Nullable Double fitSeconds,
    @Nullable Double snrDb,
    @Nullable Double lsd,
    String status,
    @Nullable String error)
    implements Serializable {

  /** Metadata key of a corpus model's log-spectral distance. */
  static final String LSD = "fit.lsd";

  /** A model exists. */
  public static final String OK = "ok";

  /** A model that has learned nothing, kept for study. */
  public static final String POOR = "poor";

  /** No model; the error tells why. */
  public static final String FAILED = "failed";

  /** A recording that could not be fitted. */
  public static ManifestRow failed(String path, @Nullable String sha256, String error) {
    String line = error.strip().replaceAll("\\s*\\R\\s*", " ");
    return new ManifestRowBuilder().path(path).sha256(sha256).status(FAILED).error(line).build();
  }

  /** A recording with a model, which supplies the other values. */
  static ManifestRow fitted(
      String path, String sha256, String modelPath, ClipModel model, @Nullable Double fitSeconds) {
    FitMetadata facts = FitMetadata.of(model);
    return new ManifestRow(
        path,
        sha256,
        model.seconds(),
        model.sampleRate(),
        (long) model.channels(),
        modelPath,
        model.parameterCount(),
        (long) facts.steps(),
        fitSeconds,
        defined(facts.snrDb()),
        defined(Double.parseDouble(model.provenance().getOrDefault(LSD, "NaN"))),
        facts.learnedNothing() ? POOR : OK,
        null);
  }

  private static @Nullable Double defined(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /**
   * A row from its values.
   *
   * @param values a String, a Double or a Long per column according to its kind, or null
   * @throws IllegalArgumentException if a value is missing or of another type
   */
  public static ManifestRow of(Function<ManifestColumn, @Nullable Object> values) {
    return new ManifestRow(
        required(values, ManifestColumn.PATH),
        typed(values, ManifestColumn.SHA256, String.class),
        typed(values, ManifestColumn.DURATION, Double.class),
        typed(values, ManifestColumn.RATE, Double.class),
        typed(values, ManifestColumn.CHANNELS, Long.class),
        typed(values, ManifestColumn.MODEL, String.class),
        typed(values, ManifestColumn.PARAMETERS, Long.class),
        typed(values, ManifestColumn.STEPS, Long.class),
        typed(values, ManifestColumn.SECONDS, Double.class),
        typed(values, ManifestColumn.SNR, Double.class),
        typed(values, ManifestColumn.LSD, Double.class),
        required(values, ManifestColumn.STATUS),
        typed(values, ManifestColumn.ERROR, String.class));
  }

  private static String required(
      Function<ManifestColumn, @Nullable Object> values, ManifestColumn column) {
    String value = typed(values, column, String.class);
    if (value == null) {
      throw new IllegalArgumentException("a row of the manifest lacks " + column.title());
    }
    return value;
  }

  private static <T> @Nullable T typed(
      Function<ManifestColumn, @Nullable Object> values, ManifestColumn column, Class<T> type) {
    Object value = values.apply(column);
    if (value == null || type.isInstance(value)) {
      return type.cast(value);
    }
    throw new IllegalArgumentException(
        "%s is %s, which is not a %s".formatted(column.title(), value, type.getSimpleName()));
  }

  ManifestRow withFitSeconds(@Nullable Double seconds) {
    return new ManifestRowBuilder().from(this).fitSeconds(seconds).build();
  }

  /** Whether a model exists. */
  public boolean isOk() {
    return !status.equals(FAILED);
  }
}
