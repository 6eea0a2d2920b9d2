package org.sirenaudio.corpus;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The manifest's columns in their order: the one table that journal, CSV, Parquet and Spark follow.
 */
public enum ManifestColumn {
  PATH("path", Kind.TEXT, ManifestRow::path),
  SHA256("sha256", Kind.TEXT, ManifestRow::sha256),
  DURATION("duration_seconds", Kind.REAL, ManifestRow::durationSeconds),
  RATE("sample_rate_hz", Kind.REAL, ManifestRow::sampleRateHz),
  CHANNELS("channels", Kind.WHOLE, ManifestRow::channels),
  MODEL("model", Kind.TEXT, ManifestRow::model),
  PARAMETERS("parameters", Kind.WHOLE, ManifestRow::parameters),
  STEPS("steps", Kind.WHOLE, ManifestRow::steps),
  SECONDS("fit_seconds", Kind.REAL, ManifestRow::fitSeconds),
  SNR("snr_db", Kind.REAL, ManifestRow::snrDb),
  LSD("lsd", Kind.REAL, ManifestRow::lsd),
  STATUS("status", Kind.TEXT, ManifestRow::status),
  ERROR("error", Kind.TEXT, ManifestRow::error);

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
  private final Function<ManifestRow, @Nullable Object> value;

  ManifestColumn(String title, Kind kind, Function<ManifestRow, @Nullable Object> value) {
    this.title = title;
    this.kind = kind;
    this.value = value;
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
    return value.apply(row);
  }
}
