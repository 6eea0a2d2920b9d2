package org.sirenaudio.dist;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The class-data sharing archive used at startup. Java can create it only from the jars in place,
 * but accepts jars that have all been moved together.
 */
final class ClassArchive {
  /** A fixed path, so that the archive does not depend on where it was made. */
  private static final String JAR = "/proc/self/cwd/siren-cli.jar";

  private static final String MAIN = "org.sirenaudio.cli.Main";

  /** One processor and no JIT: what gets compiled, and when, is random. */
  private static final List<String> CALM = List.of("-Xint", "-XX:ActiveProcessorCount=1");

  private ClassArchive() {}

  /** Writes siren.jsa next to the jars. */
  static void create(Path application, Path java) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("siren-archive");
    try {
      Path sound = work.resolve("sound.wav");
      Path model = work.resolve("model.safetensors");
      Tone.write(sound);
      run(application, java, List.of(), "fit", sound, "-o", model, "-q", "--no-plot");
      TreeSet<String> classes = new TreeSet<>();
      for (List<Object> command :
          List.<List<Object>>of(
              List.of("info", model), List.of("info", sound), List.of("fit", "--help"))) {
        Path list = work.resolve("classes");
        run(
            application,
            java,
            List.of(CALM.get(0), CALM.get(1), "-Xshare:off", "-XX:DumpLoadedClassList=" + list),
            command.toArray());
        Files.readAllLines(list).stream()
            .filter(line -> !line.startsWith("#") && !line.startsWith("@cp"))
            .map(line -> line.replaceFirst(" id: \\d+$", ""))
            .forEach(classes::add);
      }
      Path list = Files.write(work.resolve("all"), classes);
      run(
          application,
          java,
          List.of(
              CALM.get(0),
              CALM.get(1),
              "-Xshare:dump",
              "-Xmx256m",
              "-XX:SharedClassListFile=" + list,
              "-XX:SharedArchiveFile=" + application.resolve("siren.jsa")));
    } finally {
      Folders.clear(work);
    }
  }

  private static void run(Path application, Path java, List<String> options, Object... words)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(java.toString());
    line.add("@jvm.args");
    line.addAll(options);
    line.addAll(List.of("-cp", JAR));
    if (words.length > 0) {
      line.add(MAIN);
      for (Object word : words) {
        line.add(word.toString());
      }
    }
    Path said = Files.createTempFile("siren", ".out");
    int code =
        new ProcessBuilder(line)
            .directory(application.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(said.toFile()))
            .start()
            .waitFor();
    String text = Files.readString(said);
    Files.delete(said);
    if (code != 0) {
      throw new IOException(String.join(" ", line) + " failed: " + text);
    }
  }
}
