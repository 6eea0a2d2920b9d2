package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What docs/json.md promises of every JSON object of a command: that it fits the command's schema,
 * and that null stands for a number only where a note beside it says for which.
 */
final class JsonContract {

  /** One file a command. */
  static final Path SCHEMAS = Path.of("../docs/json");

  private static final String ENDING = ".schema.json";
  private static final String NOTE = "Note";

  /** Optional texts. */
  private static final List<String> NULLABLE_TEXTS = List.of("firstError");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<String, Schema> READ = new ConcurrentHashMap<>();
  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonContract() {}

  /** The name of the schema that a command line's {@code --json} follows. */
  static String schemaOf(List<String> words) {
    int at = 0;
    while (words.get(at).startsWith("-")) {
      at++;
    }
    String command = words.get(at);
    boolean evaluates = words.stream().anyMatch(word -> word.startsWith("--evaluate"));
    return switch (command) {
      case "corpus" -> "corpus-" + words.get(at + 1);
      case "upsample" -> evaluates ? "upsample-evaluate" : "fit";
      default -> command;
    };
  }

  /** Requires that an object fits a schema, which is found by name. */
  static void check(String schema, String object) {
    assertThat(READ.computeIfAbsent(schema, JsonContract::read).validate(object, InputFormat.JSON))
        .as("%s against docs/json/%s%s", object, schema, ENDING)
        .isEmpty();
    check(MAPPER.readTree(object));
  }

  private static Schema read(String name) {
    try {
      return REGISTRY.getSchema(Files.readString(SCHEMAS.resolve(name + ENDING)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(JsonNode node) {
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      String name = property.getKey();
      if (!name.endsWith(NOTE) && !NULLABLE_TEXTS.contains(name)) {
        checkNote(name, property.getValue(), node.get(name + NOTE));
      }
    }
    node.forEach(JsonContract::check);
  }

  /** A note is there exactly where a number is not. */
  private static void checkNote(String name, JsonNode value, JsonNode note) {
    if (value.isArray()) {
      boolean noted = note != null && !note.isNull();
      for (int i = 0; i < value.size(); i++) {
        checkNote(name, value.get(i), noted ? note.get(i) : null);
      }
      assertThat(noted).as(name).isEqualTo(hasNull(value));
    } else {
      assertThat(note != null && note.isString()).as(name).isEqualTo(value.isNull());
    }
  }

  private static boolean hasNull(JsonNode list) {
    for (JsonNode value : list) {
      if (value.isNull() || (value.isArray() && hasNull(value))) {
        return true;
      }
    }
    return false;
  }
}
