package org.sirenaudio.cli.console;

import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** One JSON object on one line. Numbers that JSON does not know (NaN, infinity) become null. */
public final class Json {

  private Json() {}

  public static String object(Map<String, ? extends @Nullable Object> entries) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      entries.forEach((name, value) -> write(json, name, value));
      json.writeEndObject();
    }
    return text.toString();
  }

  /** A record's components by their names, in the order of their declaration. */
  static Map<String, @Nullable Object> entries(Record values) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (RecordComponent component : values.getClass().getRecordComponents()) {
      try {
        all.put(component.getName(), component.getAccessor().invoke(values));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record that cannot be read: " + values, e);
      }
    }
    return all;
  }

  private static void write(JsonGenerator json, String name, @Nullable Object value) {
    json.writeName(name);
    write(json, value);
  }

  private static void write(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Double number when Double.isFinite(number) -> json.writeNumber(number);
      case Double number -> json.writeNull();
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Boolean truth -> json.writeBoolean(truth);
      case Map<?, ?> entries -> {
        json.writeStartObject();
        entries.forEach((key, inner) -> write(json, key.toString(), inner));
        json.writeEndObject();
      }
      case List<?> values -> {
        json.writeStartArray();
        values.forEach(inner -> write(json, inner));
        json.writeEndArray();
      }
      default -> json.writeString(value.toString());
    }
  }
}
