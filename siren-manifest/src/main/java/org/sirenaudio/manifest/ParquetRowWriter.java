package org.sirenaudio.manifest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.corpus.ManifestColumn;
import org.sirenaudio.corpus.ManifestRow;

/** Makes a writer of manifest rows as Parquet, to a stream that somebody else closes. */
final class ParquetRowWriter extends ParquetWriter.Builder<ManifestRow, ParquetRowWriter> {

  ParquetRowWriter(OutputStream out) {
    super(new PositionedStream(out));
    withConf(new PlainParquetConfiguration());
    withCompressionCodec(CompressionCodecName.UNCOMPRESSED);
  }

  static MessageType schema() {
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

  @Override
  protected ParquetRowWriter self() {
    return this;
  }

  @Override
  protected WriteSupport<ManifestRow> getWriteSupport(@Nullable ParquetConfiguration none) {
    return new RowSupport();
  }

  @Override
  @Deprecated // As what it implements is.
  protected WriteSupport<ManifestRow> getWriteSupport(@Nullable Configuration none) {
    return new RowSupport();
  }

  private static final class RowSupport extends WriteSupport<ManifestRow> {
    private @Nullable RecordConsumer consumer;

    @Override
    public String getName() {
      return "siren";
    }

    @Override
    public WriteContext init(@Nullable ParquetConfiguration none) {
      return new WriteContext(schema(), Map.of());
    }

    @Override
    @Deprecated // As what it implements is.
    public WriteContext init(@Nullable Configuration none) {
      return new WriteContext(schema(), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      this.consumer = consumer;
    }

    @Override
    public void write(ManifestRow row) {
      RecordConsumer to = Objects.requireNonNull(consumer);
      to.startMessage();
      int index = 0;
      for (ManifestColumn column : ManifestColumn.values()) {
        Object value = column.of(row);
        if (value != null) {
          to.startField(column.title(), index);
          switch (value) {
            case Double real -> to.addDouble(real);
            case Long whole -> to.addLong(whole);
            default -> to.addBinary(Binary.fromString(value.toString()));
          }
          to.endField(column.title(), index);
        }
        index++;
      }
      to.endMessage();
    }
  }

  /** A stream that knows its position. */
  private static final class PositionedStream extends PositionOutputStream implements OutputFile {
    private final OutputStream out;
    private long position;

    PositionedStream(OutputStream out) {
      this.out = new BufferedOutputStream(out);
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return this;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return this;
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
      position += count;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
