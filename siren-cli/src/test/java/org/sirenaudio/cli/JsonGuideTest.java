package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Streams;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/json.md is what the schemas say; {@code -Dsiren.docs=write} writes it. */
class JsonGuideTest {
  private static final Path GUIDE = Path.of("../docs/json.md");
  private static final String MARK = "## Keys\n\n";
  private static final JsonMapper MAPPER = new JsonMapper();

  private static List<Path> schemas() throws IOException {
    try (Stream<Path> files = Files.list(JsonContract.SCHEMAS)) {
      return files.sorted().toList();
    }
  }

  @Test
  void theGuideMatchesTheSchemas() throws IOException {
    StringBuilder tables = new StringBuilder();
    for (Path file : schemas()) {
      JsonNode schema = MAPPER.readTree(Files.readString(file));
      tables.append(
          "### %s\n\n%s ([%3$s](json/%3$s))\n\n"
              .formatted(text(schema, "title"), text(schema, "description"), file.getFileName()));
      List<JsonNode> objects = new ArrayList<>();
      if (schema.has("oneOf")) {
        schema.get("oneOf").forEach(objects::add);
      } else {
        objects.add(schema);
      }
      for (JsonNode object : objects) {
        tables.append("| key | type | |\n|---|---|---|\n");
        rows(schema, object, "", tables);
        tables.append('\n');
      }
    }
    String guide = Files.readString(GUIDE);
    String whole =
        guide.substring(0, guide.indexOf(MARK) + MARK.length()) + tables.toString().strip() + "\n";
    if ("write".equals(System.getProperty("siren.docs"))) {
      Files.writeString(GUIDE, whole);
    }
    assertThat(Files.readString(GUIDE)).isEqualTo(whole);
  }

  /** What many keys refer to is written out under the first of them. */
  private static void rows(JsonNode schema, JsonNode object, String prefix, StringBuilder table) {
    Set<String> told = new TreeSet<>();
    for (Map.Entry<String, JsonNode> property : object.get("properties").properties()) {
      JsonNode value = property.getValue();
      String name = prefix + property.getKey();
      table.append(
          "| `%s` | %s | %s |\n".formatted(name, type(schema, value), text(value, "description")));
      JsonNode inner = resolved(schema, value);
      if (inner.has("items") && inner.get("items").has("properties")) {
        rows(schema, inner.get("items"), name + "[].", table);
      } else if (inner.has("properties") && told.add(text(value, "$ref"))) {
        rows(schema, inner, name + ".", table);
      }
    }
    for (Map.Entry<String, JsonNode> pattern : object.get("patternProperties").properties()) {
      if (pattern.getValue().has("description")) {
        String name = pattern.getKey().replaceAll("\\(.*\\)|[\\^\\\\]", "") + "…";
        table.append(
            "| `%s` | %s | %s |\n"
                .formatted(
                    prefix + name,
                    type(schema, pattern.getValue()),
                    text(pattern.getValue(), "description")));
      }
    }
  }

  private static JsonNode resolved(JsonNode schema, JsonNode value) {
    return value.has("$ref") ? schema.at(value.get("$ref").stringValue().substring(1)) : value;
  }

  private static String type(JsonNode schema, JsonNode value) {
    if (value.has("const")) {
      return value.get("const").toString();
    }
    JsonNode type = resolved(schema, value).get("type");
    List<String> types = new ArrayList<>();
    (type.isArray() ? type : List.of(type)).forEach(one -> types.add(one.stringValue()));
    return String.join(", ", types);
  }

  private static String text(JsonNode node, String key) {
    return node.has(key) ? node.get(key).stringValue() : "";
  }

  @Test
  void everyCommandHasASchemaThatDescribesEveryKey() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path file : schemas()) {
      names.add(file.getFileName().toString().replace(".schema.json", ""));
      described(MAPPER.readTree(Files.readString(file)), file.toString());
    }
    Set<String> wanted =
        new TreeSet<>(Set.of("progress", "corpus-progress", "sync-progress", "upsample-evaluate"));
    try (Interrupt interrupt = Interrupt.armed()) {
      leaves(Main.commands(Streams.ofProcess(), interrupt).getCommandSpec())
          .forEach(
              command -> {
                List<String> words = List.of(command.qualifiedName().split(" "));
                wanted.add(JsonContract.schemaOf(words.subList(1, words.size())));
              });
    }
    assertThat(names).isEqualTo(wanted);
  }

  private static Stream<CommandSpec> leaves(CommandSpec command) {
    return command.subcommands().isEmpty()
        ? Stream.of(command)
        : command.subcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .flatMap(JsonGuideTest::leaves);
  }

  private static void described(JsonNode node, String place) {
    if (node.has("properties")) {
      for (Map.Entry<String, JsonNode> property : node.get("properties").properties()) {
        assertThat(text(property.getValue(), "description"))
            .as("%s: %s", place, property.getKey())
            .endsWith(".");
        if (!property.getValue().has("deprecated")) {
          assertThat(property.getKey()).as(place).matches("[a-z][A-Za-z0-9]*");
        }
      }
    }
    node.forEach(inner -> described(inner, place));
  }
}
