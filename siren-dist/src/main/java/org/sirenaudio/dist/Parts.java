package org.sirenaudio.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sirenaudio.cli.packaging.JarCopy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The list of components in CycloneDX format, with all licences. */
record Parts(Path checkout, Path folder, JavaRuntime runtime, List<Path> jars) {
  private static final String OWN = "org.sirenaudio";
  private static final Pattern CLASSIFIER = Pattern.compile("classifier=([^&]+)");
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * Writes the package's list.
   *
   * @param parts Maven's list of the jars: without the run-time, and with full licence texts
   */
  void write(Path parts) throws IOException {
    Path about = Files.createDirectories(folder.resolve("share/doc/siren"));
    for (String name : List.of("LICENSE", "CHANGELOG.md")) {
      Files.copy(checkout.resolve(name), about.resolve(name));
    }
    Files.copy(
        checkout.resolve("siren-dist/src/main/launcher/README.md"), folder.resolve("README.md"));
    JsonNode list = MAPPER.readTree(Files.readString(parts));
    ((ObjectNode) list.at("/metadata/component")).put("name", "siren");
    Licences licences =
        new Licences(
            checkout.resolve("siren-dist/src/main/licenses"), about.resolve("licences"), jars);
    for (JsonNode part : list.get("components")) {
      if (part.path("group").asString().equals(OWN)) {
        ((ObjectNode) part).remove("hashes");
      } else {
        licences.write(part);
      }
      part.path("licenses").forEach(Parts::shorten);
      noteChanges((ObjectNode) part);
    }
    shorten(list.at("/metadata/component/licenses/0"));
    ((ArrayNode) list.get("components")).add(javaRuntime());
    Files.writeString(
        about.resolve("siren.cdx.json"), MAPPER.writeValueAsString(list).replace("\r", "") + "\n");
  }

  /** A modified jar has other hashes than the published one. */
  private void noteChanges(ObjectNode part) throws IOException {
    Matcher classifier = CLASSIFIER.matcher(part.path("purl").asString());
    String file =
        part.path("name").asString()
            + "-"
            + part.path("version").asString()
            + (classifier.find() ? "-" + classifier.group(1) : "")
            + ".jar";
    for (Path jar : jars) {
      if (jar.getFileName().toString().equals(file)) {
        String changes = JarCopy.changes(jar);
        if (!changes.isEmpty()) {
          part.remove("hashes");
          part.putObject("pedigree").put("notes", changes);
        }
      }
    }
  }

  /** The texts are in the folder of licences. */
  private static void shorten(JsonNode licence) {
    if (licence.path("license") instanceof ObjectNode of) {
      of.remove("text");
    }
  }

  private ObjectNode javaRuntime() {
    ObjectNode part = MAPPER.createObjectNode();
    part.put("type", "platform");
    part.put("name", "OpenJDK");
    part.put("version", System.getProperty("java.runtime.version"));
    part.put("publisher", System.getProperty("java.vendor"));
    part.put(
        "description",
        "The Java run-time, of these modules: "
            + String.join(" ", runtime.modules())
            + ". Its licences are in lib/runtime/legal.");
    part.putArray("licenses")
        .addObject()
        .put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
    return part;
  }
}
