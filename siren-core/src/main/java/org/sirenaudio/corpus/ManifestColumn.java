package org.sirenaudio.corpus;

import org.jspecify.annotations.Nullable;

/**
 * The manifest's columns in their order: the one table that journal, CSV, Parquet and Spark follow.
 */
public enum ManifestColumn {
  /** Path of the recording below the folder, with {@code /}. */
  PATH("path", Kind.TEXT),
  /** SHA-256 of the file's bytes, in hexadecimal. */
  SHA256("sha256", Kind.TEXT),
  /** Duration of the recording in seconds. */
  DURATION("duration_seconds", Kind.REAL),
  /** Sample rate of the recording in Hz. */
  RATE("sample_rate_hz", Kind.REAL),
  /** Number of channels of the recording. */
  CHANNELS("channels", Kind.WHOLE),
  /** Path of the model below the folder of results. */
  MODEL("model", Kind.TEXT),
  /** Number of parameters of the model. */
  PARAMETERS("parameters", Kind.WHOLE),
  /** Steps of the network that took most. */
  STEPS("steps", Kind.WHOLE),
  /** Duration of the fit in seconds; none where nobody noted it. */
  SECONDS("fit_seconds", Kind.REAL),
  /** Signal-to-noise ratio of the model on the grid of the recording, in dB. */
  SNR("snr_db", Kind.REAL),
  /**
   * {@linkplain org.sirenaudio.metrics.LogSpectralDistance Log-spectral distance} of the model from
   * the recording.
   */
  LSD("lsd", Kind.REAL),
  /** How it went: see {@link ManifestRow}. */
  STATUS("status", Kind.TEXT),
  /** Why there is no model; none where there is one. */
  ERROR("error", Kind.TEXT);

  /** Of which type a column's values are. */
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

  /** Returns the type of its values. */
  public Kind kind() {
    return kind;
  }

  /** Whether every row has a value. */
  public boolean required() {
    return this == PATH || this == STATUS;
  }

  /** A row's value, a String, a Double or a Long, or null. */
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
