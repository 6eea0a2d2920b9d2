package org.sirenaudio.studio;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Values as JSON for the page, in which a number that is not finite is null. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /**
   * @param entries of names to texts, numbers, booleans, null, and lists and maps of these
   */
  static String object(Map<String, ? extends @Nullable Object> entries) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(json, entries);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Double number when Double.isFinite(number) -> json.writeNumber(number);
      case Double number -> json.writeNull();
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Boolean truth -> json.writeBoolean(truth);
      case String text -> json.writeString(text);
      case Map<?, ?> entries -> {
        json.writeStartObject();
        entries.forEach(
            (key, inner) -> {
              json.writeName(key.toString());
              write(json, inner);
            });
        json.writeEndObject();
      }
      case List<?> values -> {
        json.writeStartArray();
        values.forEach(inner -> write(json, inner));
        json.writeEndArray();
      }
      default -> throw new IllegalArgumentException("no JSON for a " + value.getClass().getName());
    }
  }
}
