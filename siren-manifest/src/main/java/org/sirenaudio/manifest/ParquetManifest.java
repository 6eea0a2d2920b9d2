package org.sirenaudio.manifest;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.corpus.ManifestColumn;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.io.AtomicFile;

/**
 * The manifest as uncompressed Parquet. A folder of Parquet files, as written by Spark, is read as
 * one manifest.
 */
public final class ParquetManifest implements ManifestFormat {
  private static final MessageType SCHEMA = schema();

  @Override
  public String fileName() {
    return PARQUET;
  }

  @Override
  public void write(Path file, Rows rows) throws IOException {
    try (AtomicFile whole = AtomicFile.create(file, true)) {
      // Close before the commit: the file's index is written last.
      try (ParquetWriter<Group> writer = writer(whole.path())) {
        rows.forEach(row -> writer.write(group(row)));
      }
      whole.commit();
    }
  }

  private static ParquetWriter<Group> writer(Path file) throws IOException {
    return ExampleParquetWriter.builder(new LocalOutputFile(file))
        .withType(SCHEMA)
        .withConf(new PlainParquetConfiguration())
        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
        .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
        .build();
  }

  private static MessageType schema() {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (ManifestColumn column : ManifestColumn.values()) {
      Type.Repetition repetition =
          column.required() ? Type.Repetition.REQUIRED : Type.Repetition.OPTIONAL;
      Types.PrimitiveBuilder<PrimitiveType> type =
          switch (column.kind()) {
            case TEXT ->
                Types.primitive(PrimitiveTypeName.BINARY, repetition)
                    .as(LogicalTypeAnnotation.stringType());
            case REAL -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition);
            case WHOLE -> Types.primitive(PrimitiveTypeName.INT64, repetition);
          };
      message.addField(type.named(column.title()));
    }
    return message.named("manifest");
  }

  private static Group group(ManifestRow row) {
    Group group = new SimpleGroup(SCHEMA);
    for (ManifestColumn column : ManifestColumn.values()) {
      switch (column.of(row)) {
        case null -> {}
        case Double real -> group.append(column.title(), real);
        case Long whole -> group.append(column.title(), whole);
        case Object text -> group.append(column.title(), text.toString());
      }
    }
    return group;
  }

  @Override
  public void read(Path file, Sink sink) throws IOException {
    if (!Files.isDirectory(file)) {
      readOne(file, sink);
      return;
    }
    List<Path> parts;
    try (Stream<Path> files = Files.list(file)) {
      parts = files.filter(part -> part.toString().endsWith(".parquet")).sorted().toList();
    }
    for (Path part : parts) {
      readOne(part, sink);
    }
  }

  private static void readOne(Path file, Sink sink) throws IOException {
    try (Stream<Map<String, Object>> lines = lines(file)) {
      ManifestFormat.each(
          lines.iterator(), line -> ManifestRow.of(column -> line.get(column.title())), file, sink);
    }
  }

  private static Stream<Map<String, Object>> lines(Path file) throws IOException {
    try {
      return ParquetReader.streamContent(file.toFile(), new ToMap());
    } catch (RuntimeException e) {
      throw ManifestFormat.notAManifest(file, e);
    }
  }

  /** Collects a row's values by column name. */
  private record ToMap() implements Hydrator<Map<String, Object>, Map<String, Object>, String[]> {
    @Override
    public Map<String, Object> start() {
      return new HashMap<>();
    }

    @Override
    public Map<String, Object> add(
        Map<String, Object> line, String[] column, @Nullable Object value) {
      if (value != null) {
        line.put(String.join(".", column), value);
      }
      return line;
    }

    @Override
    public Map<String, Object> finish(Map<String, Object> line) {
      return line;
    }
  }
}
