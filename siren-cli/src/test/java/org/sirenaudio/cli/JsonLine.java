package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a JSON object that stands alone on one line. */
final class JsonLine {

  private JsonLine() {}

  /** Values are of type String, Boolean, Integer, Long, Double, Map, List or null. */
  static Map<String, Object> parse(String text) {
    assertThat(text.strip()).hasLineCount(1);
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      Map<String, Object> values = object(json);
      assertThat(json.nextToken()).as("what follows the object").isNull();
      return values;
    }
  }

  private static Map<String, Object> object(JsonParser json) {
    Map<String, Object> values = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      assertThat(values).doesNotContainKey(name);
      values.put(name, value(json, json.nextToken()));
    }
    assertThat(json.currentToken()).isEqualTo(JsonToken.END_OBJECT);
    return values;
  }

  private static List<Object> list(JsonParser json) {
    List<Object> values = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      values.add(value(json, token));
    }
    return values;
  }

  private static Object value(JsonParser json, JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> json.getNumberValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case START_OBJECT -> object(json);
      case START_ARRAY -> list(json);
      default -> throw new AssertionError("not JSON: " + token);
    };
  }
}
