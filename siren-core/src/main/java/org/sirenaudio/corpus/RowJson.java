package org.sirenaudio.corpus;

import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A manifest row as a single-line JSON object; null values are omitted. */
final class RowJson {
  private static final JsonFactory JSON = new JsonFactory();

  private RowJson() {}

  /** The line in UTF-8, with its terminator. */
  static byte[] line(ManifestRow row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      for (ManifestColumn column : ManifestColumn.values()) {
        switch (column.of(row)) {
          case null -> {}
          case Double real -> json.writeNumberProperty(column.title(), real);
          case Long whole -> json.writeNumberProperty(column.title(), whole);
          case Object text -> json.writeStringProperty(column.title(), text.toString());
        }
      }
      json.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  /** Parses a line; returns null if it is invalid. */
  static @Nullable ManifestRow read(byte[] line) {
    Map<ManifestColumn, Object> values = new EnumMap<>(ManifestColumn.class);
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        for (ManifestColumn column : ManifestColumn.values()) {
          if (column.title().equals(name)) {
            values.put(column, value(column, json));
          }
        }
      }
      return json.currentToken() == JsonToken.END_OBJECT ? ManifestRow.of(values::get) : null;
    } catch (JacksonException | IllegalArgumentException e) {
      return null;
    }
  }

  private static Object value(ManifestColumn column, JsonParser json) {
    return switch (column.kind()) {
      case TEXT -> json.getString();
      // JSON has no infinity, so it is stored as text.
      case REAL ->
          json.currentToken() == JsonToken.VALUE_STRING
              ? Double.parseDouble(json.getString())
              : json.getDoubleValue();
      case WHOLE -> json.getLongValue();
    };
  }
}
