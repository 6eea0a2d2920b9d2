package org.sirenaudio.command.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.command.Json;
import org.sirenaudio.command.Table;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.error.BadDataException;

/** The results of a sweep: table, best row, JSON and CSV. */
public record SweepReport(List<Setting> settings, List<SweepRow> rows) {

  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  /**
   * The one with the highest SNR, taking the lower of on the grid and between the samples; or none.
   */
  public @Nullable SweepRow best() {
    return rows.stream()
        .filter(row -> !row.failed())
        .max(Comparator.comparingDouble(row -> row.result().score()))
        .orElse(null);
  }

  /**
   * Requires a model.
   *
   * @throws BadDataException if no combination could be fitted
   */
  public void requireAny() throws BadDataException {
    if (best() == null) {
      SweepRow first = rows.getFirst();
      throw new BadDataException(
          "no combination could be fitted; the first: %s: %s"
              .formatted(first.name(), first.error()));
    }
  }

  /** The options that are varied. */
  public List<String> names() {
    return settings.stream().map(Setting::option).toList();
  }

  /**
   * For reading.
   *
   * @param files where the results are
   */
  public String text(String files) {
    List<String> header = new ArrayList<>(names());
    header.addAll(List.of("SNR (dB)", "between (dB)", "LSD", "parameters", "steps", "s"));
    Table table = new Table(header.toArray(String[]::new));
    StringBuilder failed = new StringBuilder();
    for (SweepRow row : rows) {
      ManifestRow facts = row.result().row();
      List<String> cells = new ArrayList<>(row.values());
      cells.add(Table.number(row.snrDb(), 2));
      cells.add(Table.number(row.result().betweenDb(), 2));
      cells.add(number(facts.lsd(), 2));
      cells.add(count(facts.parameters()));
      cells.add(count(facts.steps()));
      cells.add(number(facts.fitSeconds(), 1));
      table.row(cells);
      if (row.failed()) {
        failed.append("\nfailed   ").append(row.name()).append(": ").append(row.error());
      }
    }
    SweepRow best = best();
    return table
        + failed.toString()
        + (best == null
            ? ""
            : "\nbest     %s: %s dB on the grid, %s dB between the samples, %s"
                .formatted(
                    best.name(),
                    Table.number(best.snrDb(), 2),
                    Table.number(best.result().betweenDb(), 2),
                    best.result().row().model()))
        + "\nfiles    "
        + files;
  }

  private static String number(@Nullable Double value, int digits) {
    return Table.number(value == null ? Double.NaN : value, digits);
  }

  private static String count(@Nullable Long value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%,d", value);
  }

  /** The content of sweep.csv. */
  public String csv() throws IOException {
    StringBuilder text = new StringBuilder();
    CSVPrinter csv = new CSVPrinter(text, CSV);
    List<Object> header = new ArrayList<>(names());
    header.addAll(
        List.of(
            "snr_db", "between_db", "lsd", "parameters", "steps", "fit_seconds", "model", "error"));
    csv.printRecord(header);
    for (SweepRow row : rows) {
      ManifestRow facts = row.result().row();
      double between = row.result().betweenDb();
      List<@Nullable Object> cells = new ArrayList<>(row.values());
      cells.add(facts.snrDb());
      cells.add(Double.isNaN(between) ? null : between);
      cells.add(facts.lsd());
      cells.add(facts.parameters());
      cells.add(facts.steps());
      cells.add(facts.fitSeconds());
      cells.add(facts.model());
      cells.add(row.error());
      csv.printRecord(cells);
    }
    return text.toString();
  }

  /** For programs. */
  public String json(Path csv, @Nullable Path picture) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("settings", names());
    all.put("rows", rows.stream().map(this::object).toList());
    SweepRow best = best();
    if (best != null) {
      all.put("best", rows.indexOf(best));
    }
    all.put("table", csv.toString());
    if (picture != null) {
      all.put("plot", picture.toString());
    }
    return Json.object(all);
  }

  private Map<String, @Nullable Object> object(SweepRow row) {
    ManifestRow facts = row.result().row();
    Map<String, @Nullable Object> one = new LinkedHashMap<>();
    one.put("values", row.values());
    one.put("status", facts.status());
    one.put("snrDb", row.snrDb());
    one.put("betweenDb", row.result().betweenDb());
    one.put("lsd", Objects.requireNonNullElse(facts.lsd(), Double.NaN));
    one.put("seconds", Objects.requireNonNullElse(facts.fitSeconds(), Double.NaN));
    present(one, "parameters", facts.parameters());
    present(one, "steps", facts.steps());
    present(one, "model", facts.model());
    present(one, "error", row.error());
    return one;
  }

  private static void present(
      Map<String, @Nullable Object> object, String key, @Nullable Object value) {
    if (value != null) {
      object.put(key, value);
    }
  }
}
