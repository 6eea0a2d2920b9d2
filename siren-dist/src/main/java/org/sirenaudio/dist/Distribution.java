package org.sirenaudio.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.sirenaudio.cli.Main;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Streams;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Lays the package out in a folder: {@code Distribution CHECKOUT FOLDER VERSION TIMESTAMP PARTS}.
 * What it holds follows from the sources, the JDK that builds it, and nothing else.
 */
final class Distribution {
  private final Path checkout;
  private final Path folder;
  private final String version;
  private final Instant time;

  private Distribution(Path checkout, Path folder, String version, Instant time) {
    this.checkout = checkout;
    this.folder = folder;
    this.version = version;
    this.time = time;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 5) {
      System.err.println("Usage: Distribution CHECKOUT FOLDER VERSION TIMESTAMP PARTS");
      System.exit(2);
    }
    String platform = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    if (!platform.equals("Linux on amd64")) {
      System.err.println("The package is built on Linux on amd64 alone, not on " + platform + ".");
      System.exit(1);
    }
    if (!Files.exists(Path.of(args[4]))) {
      // What writes it, makeBom, is skipped by a Maven that is offline.
      System.err.println("There is no list of parts. Build without -o (--offline).");
      System.exit(1);
    }
    Path checkout = Path.of(args[0]).toRealPath();
    Path folder = Path.of(args[1]).toAbsolutePath();
    new Distribution(checkout, folder, args[2], Instant.parse(args[3])).build(Path.of(args[4]));
  }

  private void build(Path parts) throws IOException, InterruptedException {
    Folders.clear(folder);
    Path application = Files.createDirectories(folder.resolve("lib/siren"));
    List<Path> jars =
        ClassPath.copy(checkout.resolve("siren-cli/target/siren-cli.jar"), application, time);
    JavaRuntime runtime = JavaRuntime.link(jars, folder.resolve("lib/runtime"));
    Files.writeString(
        application.resolve("jvm.args"),
        Files.readString(checkout.resolve("build/jvm.args"))
            + Files.readString(checkout.resolve("build/vector.args")));
    launcher();
    described();
    new Parts(checkout, folder, runtime, jars).write(parts);
    age();
    ClassArchive.create(application, runtime.java());
  }

  private void launcher() throws IOException {
    Path script = Files.createDirectories(folder.resolve("bin")).resolve("siren");
    Files.writeString(
        script,
        Launcher.ofPackage(
            Files.readString(checkout.resolve("siren")),
            Files.readString(checkout.resolve("siren-dist/src/main/launcher/package.sh"))));
    if (!script.toFile().setExecutable(true, false)) {
      throw new IOException(script + ": cannot be made executable");
    }
  }

  /** What follows from the commands and their options. */
  private void described() throws IOException {
    try (Interrupt interrupt = Interrupt.armed()) {
      CommandLine line = Main.commands(Streams.ofProcess(), interrupt);
      Commands commands = Commands.of(line.getCommandSpec());
      Path manual = Files.createDirectories(folder.resolve("share/man/man1"));
      for (Commands.Entry command : commands.all()) {
        Files.writeString(
            manual.resolve(command.page() + ".1"), ManPage.of(command, commands, version, time));
      }
      write("share/bash-completion/completions/siren", AutoComplete.bash("siren", line));
      write("share/zsh/site-functions/_siren", ZshCompletion.of(commands));
      write("share/fish/vendor_completions.d/siren.fish", FishCompletion.of(commands));
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** The archive of classes holds the times of jars: they are those that the package has. */
  private void age() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
    }
  }
}
