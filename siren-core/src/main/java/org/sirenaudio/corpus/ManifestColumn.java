package org.sirenaudio.corpus;

import org.jspecify.annotations.Nullable;

/**
 * The manifest's columns in their order: the one table that journal, CSV, Parquet and Spark follow.
 */
public enum ManifestColumn {
  PATH("path", Kind.TEXT),
  SHA256("sha256", Kind.TEXT),
  DURATION("duration_seconds", Kind.REAL),
  RATE("sample_rate_hz", Kind.REAL),
  CHANNELS("channels", Kind.WHOLE),
  MODEL("model", Kind.TEXT),
  PARAMETERS("parameters", Kind.WHOLE),
  STEPS("steps", Kind.WHOLE),
  SECONDS("fit_seconds", Kind.REAL),
  SNR("snr_db", Kind.REAL),
  LSD("lsd", Kind.REAL),
  STATUS("status", Kind.TEXT),
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
