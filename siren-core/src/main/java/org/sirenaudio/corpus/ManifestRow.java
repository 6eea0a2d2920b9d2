package org.sirenaudio.corpus;

import java.util.function.Function;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.model.ClipModel;

/**
 * What the manifest says of one recording. Values that there are none of are null.
 *
 * @param path below the corpus's folder, with {@code /} between names
 * @param sha256 of the recording's bytes, in hexadecimal
 * @param durationSeconds of the recording
 * @param sampleRateHz of the recording
 * @param channels of the recording
 * @param model path of the model below the folder of models and manifest
 * @param parameters of all its networks together
 * @param steps of the network that took most
 * @param fitSeconds how long the fit took; null where the model was there already and nobody has
 *     noted its time
 * @param snrDb signal-to-noise ratio over all frames and channels; infinite where there is no
 *     error, null for silence, which has none
 * @param lsd log-spectral distance, as {@link org.sirenaudio.metrics.LogSpectralDistance} has it
 * @param status {@link #OK}, {@link #POOR} or {@link #FAILED}
 * @param error why it failed, one line
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
    @Nullable String error) {

  /** Under this key a model of a corpus keeps its log-spectral distance. */
  static final String LSD = "fit.lsd";

  /** There is a model. */
  public static final String OK = "ok";

  /** There is one, kept for study, that has learned nothing. */
  public static final String POOR = "poor";

  /** There is none, and the error says why. */
  public static final String FAILED = "failed";

  /** A recording that could not be fitted. */
  public static ManifestRow failed(String path, @Nullable String sha256, String error) {
    String line = error.strip().replaceAll("\\s*\\R\\s*", " ");
    return new ManifestRowBuilder().path(path).sha256(sha256).status(FAILED).error(line).build();
  }

  /** A recording that has a model, which knows the rest. */
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
   * @param values a String, a Double or a Long for a column, as its kind says, or null
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
      throw new IllegalArgumentException("a row of the manifest has no " + column.title());
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
        "%s is %s, which is no %s".formatted(column.title(), value, type.getSimpleName()));
  }

  ManifestRow withFitSeconds(@Nullable Double seconds) {
    return new ManifestRowBuilder().from(this).fitSeconds(seconds).build();
  }

  /** Whether there is a model. */
  public boolean isOk() {
    return !status.equals(FAILED);
  }
}
