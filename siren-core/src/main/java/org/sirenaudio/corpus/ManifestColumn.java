package org.sirenaudio.corpus;

import org.jspecify.annotations.Nullable;

/** The manifest's columns in order: the single source for journal, CSV, Parquet and Spark. */
public enum ManifestColumn {
  /** Path of the recording relative to the input folder, with {@code /}. */
  PATH("path", Kind.TEXT),
  /** SHA-256 of the file's bytes, in hexadecimal. */
  SHA256("sha256", Kind.TEXT),
  /** Duration of the recording in seconds. */
  DURATION("duration_seconds", Kind.REAL),
  /** Sample rate of the recording in Hz. */
  RATE("sample_rate_hz", Kind.REAL),
  /** Number of channels of the recording. */
  CHANNELS("channels", Kind.WHOLE),
  /** Path of the model relative to the output folder. */
  MODEL("model", Kind.TEXT),
  /** Number of parameters of the model. */
  PARAMETERS("parameters", Kind.WHOLE),
  /** Steps of the network that took the most. */
  STEPS("steps", Kind.WHOLE),
  /** Duration of the fit in seconds; empty if unknown. */
  SECONDS("fit_seconds", Kind.REAL),
  /** Signal-to-noise ratio of the model on the recording's sample grid, in dB. */
  SNR("snr_db", Kind.REAL),
  /**
   * {@linkplain org.sirenaudio.metrics.LogSpectralDistance Log-spectral distance} between model and
   * recording.
   */
  LSD("lsd", Kind.REAL),
  /** Outcome: see {@link ManifestRow}. */
  STATUS("status", Kind.TEXT),
  /** Why there is no model; empty if there is one. */
  ERROR("error", Kind.TEXT);

  /** The type of a column's values. */
  public enum Kind {
    /** String. */
    TEXT,
    /** Double. */
    REAL,
    /** Long. */
    WHOLE
  }

  private final String title;
  private final Kind kind;

  ManifestColumn(String title, Kind kind) {
    this.title = title;
    this.kind = kind;
  }

  /** Its name in files. */
  public String title() {
    return title;
  }

  /** Returns the values' type. */
  public Kind kind() {
    return kind;
  }

  /** Whether every row has a value. */
  public boolean required() {
    return this == PATH || this == STATUS;
  }

  /** A row's value: a String, a Double, a Long, or null. */
  public @Nullable Object of(ManifestRow row) {
    return switch (this) {
      case PATH -> row.path();
      case SHA256 -> row.sha256();
      case DURATION -> row.durationSeconds();
      case RATE -> row.sampleRateHz();
      case CHANNELS -> row.channels();
      case MODEL -> row.model();
      case PARAMETERS -> row.parameters();
      case STEPS -> row.steps();
      case SECONDS -> row.fitSeconds();
      case SNR -> row.snrDb();
      case LSD -> row.lsd();
      case STATUS -> row.status();
      case ERROR -> row.error();
    };
  }
}
