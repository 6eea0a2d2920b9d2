package org.sirenaudio.manifest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.corpus.ManifestColumn;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.io.AtomicFile;

/** The manifest as CSV (RFC 4180) in UTF-8 with a header line; missing values are empty fields. */
public final class CsvManifest implements ManifestFormat {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader(
              Arrays.stream(ManifestColumn.values())
                  .map(ManifestColumn::title)
                  .toArray(String[]::new))
          .setNullString("")
          .get();

  @Override
  public String fileName() {
    return CSV;
  }

  @Override
  public void write(Path file, Rows rows) throws IOException {
    try (AtomicFile whole = AtomicFile.create(file, true)) {
      Writer text =
          new BufferedWriter(new OutputStreamWriter(whole.stream(), StandardCharsets.UTF_8));
      CSVPrinter csv = new CSVPrinter(text, FORMAT);
      rows.forEach(
          row ->
              csv.printRecord(
                  Arrays.stream(ManifestColumn.values()).map(column -> column.of(row)).toArray()));
      csv.flush();
      whole.commit();
    }
  }

  @Override
  public void read(Path file, Sink sink) throws IOException {
    CSVFormat format = FORMAT.builder().setSkipHeaderRecord(true).get();
    try (Reader text = Files.newBufferedReader(file);
        CSVParser csv = CSVParser.parse(text, format)) {
      ManifestFormat.each(
          csv.iterator(), line -> ManifestRow.of(column -> value(column, line)), file, sink);
    }
  }

  private static @Nullable Object value(ManifestColumn column, CSVRecord line) {
    String text = line.get(column.title());
    if (text == null) {
      return null;
    }
    return switch (column.kind()) {
      case TEXT -> text;
      case REAL -> Double.valueOf(text);
      case WHOLE -> Long.valueOf(text);
    };
  }
}
