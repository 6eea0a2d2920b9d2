package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a flat JSON object that stands alone on one line. */
final class JsonLine {

  private JsonLine() {}

  /** Values are of type String, Boolean, Integer, Double or null. */
  static Map<String, Object> parse(String text) {
    assertThat(text.strip()).hasLineCount(1);
    Map<String, Object> values = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        assertThat(values).doesNotContainKey(name);
        values.put(name, value(json));
      }
      assertThat(json.currentToken()).isEqualTo(JsonToken.END_OBJECT);
      assertThat(json.nextToken()).as("what follows the object").isNull();
    }
    return values;
  }

  private static Object value(JsonParser json) {
    JsonToken token = json.nextToken();
    return switch (token) {
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> json.getIntValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new AssertionError("not a flat object: " + token);
    };
  }
}
