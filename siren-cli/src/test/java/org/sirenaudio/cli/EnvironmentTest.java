package org.sirenaudio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.command.ExitCode;

/** The command in a process whose surroundings are not those of a user at a terminal. */
class EnvironmentTest {
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir private Path folder;

  @BeforeEach
  void record() throws IOException {
    assumeTrue(Files.isExecutable(SHELL), "no shell");
    Sounds.write(Sounds.tone(1, 400), folder.resolve("tone.wav"));
  }

  private record Ended(int code, String out, String err) {}

  /**
   * What a line of shell comes to, without any variable of the environment, in the folder.
   *
   * @param line in which {@code "$@"} is the command, up to its first word
   * @param options of Java
   */
  private Ended run(String line, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(SHELL.toString(), "-c", line, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of("--add-modules", "jdk.incubator.vector", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    File out = Files.createTempFile(folder, "out", "").toFile();
    File err = Files.createTempFile(folder, "err", "").toFile();
    Process process = builder.redirectOutput(out).redirectError(err).start();
    process.getOutputStream().close();
    int code = process.waitFor();
    String said =
        Files.readString(err.toPath(), UTF_8)
            .lines()
            .filter(text -> !text.startsWith("WARNING: "))
            .reduce("", (a, b) -> a + b + "\n");
    return new Ended(code, Files.readString(out.toPath(), UTF_8), said);
  }

  /** Names are written in bytes: this test itself may run where Java cannot name such files. */
  @ParameterizedTest
  @ValueSource(strings = {"n\\303\\244me", "l\\344tin", "\\200\\377 x"})
  void fileNamesOfAnyBytesWorkInAnyLocale(String bytes) throws Exception {
    String name = "\"$(printf '" + bytes + "')\"";
    run("mkdir " + name + " && cp tone.wav " + name + "/" + name + ".wav");
    String input = name + "/" + name + ".wav";
    for (String locale : List.of("", "LC_ALL=C ", "LC_ALL=C.UTF-8 ", "LC_ALL=xx_YY.UTF-8 ")) {
      Ended down =
          run(
              locale
                  + "\"$@\" downsample "
                  + input
                  + " --factor 2 -y -q --output="
                  + name
                  + ".wav");
      assertThat(down.err).as(locale).isEmpty();
      assertThat(down.code).isZero();
      assertThat(run("[ -s " + name + ".wav ] && rm " + name + ".wav").code)
          .as("its bytes")
          .isZero();
    }
  }

  /** FFmpeg runs in a process with an environment and a class path of its own. */
  @Test
  void codecsWorkInAFolderOfAnyName() throws Exception {
    String classPath = System.getProperty("java.class.path");
    String codecs =
        Stream.of(classPath.split(File.pathSeparator))
            .filter(path -> path.contains("siren-codecs"))
            .findFirst()
            .orElseThrow();
    Files.writeString(
        folder.resolve("java.args"),
        "--add-modules jdk.incubator.vector -cp \"%s\"%n%s%n"
            .formatted(classPath.replace(codecs, "n\u00e4 me"), Main.class.getName()),
        UTF_8);
    run("cp -r '" + codecs + "' \"$(printf 'n\\303\\244 me')\"");
    Ended down =
        run("LC_ALL=C.UTF-8 HOME=. \"$1\" @java.args downsample tone.wav --factor 2 -q -o x.flac");
    assertThat(down.err).isEmpty();
    assertThat(folder.resolve("x.flac")).isNotEmptyFile();
  }

  @Test
  void aDerivedNameThatTheLocaleCannotEncodeIsReported() throws Exception {
    Ended down =
        run(
            "cp tone.wav \"$(printf 'n\\303\\244')\".wav;"
                + " LC_ALL=C \"$@\" downsample \"$(printf 'n\\303\\244')\".wav --factor 2 -q");
    assertThat(down.code).as(down.err).isEqualTo(ExitCode.USAGE);
    assertThat(down.err).hasLineCount(1).contains("set LC_ALL=C.UTF-8");
  }

  @Test
  void messagesDoNotDependOnTheLocale() throws Exception {
    // Other capitals, another decimal point, other digits.
    String[] languages = {"tr-TR", "de-DE", "ar-EG", "th-TH-u-nu-thai"};
    String words =
        "\"$@\" render m.safetensors --start 0.01 --duration 9 -o r.wav -y"
            + " && \"$@\" info r.wav && \"$@\" fit tone.wav --lr 0.5x";
    Sounds.model(folder.resolve("m.safetensors"));
    Ended plain = run(words, "-Duser.language=en");
    assertThat(plain.err).contains("siren: the recording ends at 0.05 s");
    for (String language : languages) {
      String[] parts = language.split("-", 3);
      Ended ended =
          run(
              words,
              "-Duser.language=" + parts[0],
              "-Duser.country=" + parts[1],
              "-Duser.extensions=" + (parts.length > 2 ? parts[2] : ""));
      assertThat(ended.err).isEqualTo(plain.err);
      assertThat(withoutTime(ended.out)).isEqualTo(withoutTime(plain.out));
    }
  }

  private static String withoutTime(String text) {
    return text.replaceAll("in [0-9.]+ s", "in … s");
  }

  @Test
  void aFitNeedsNeitherHomeNorTemporaryFolder() throws Exception {
    Ended fit =
        run(
            "\"$@\" fit tone.wav --steps 20 --hidden 4 --progress none",
            "-Duser.home=/nonexistent",
            "-Djava.io.tmpdir=/nonexistent");
    assertThat(fit.err).isEmpty();
    assertThat(fit.code).isZero();
    assertThat(folder.resolve("tone.siren.png")).isNotEmptyFile();
  }

  @Test
  void aFullOrUnreadableStreamIsNamed() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full");
    for (String words :
        List.of(
            "info tone.wav",
            "warp tone.wav --speed 1.1 -o -",
            "downsample tone.wav --rate 4000 -o - -q",
            "fit tone.wav --steps 5 -o - -q")) {
      Ended full = run("\"$@\" " + words + " >/dev/full");
      assertThat(full.code).as(words).isEqualTo(ExitCode.IO_ERROR);
      assertThat(full.err)
          .as(words)
          .isEqualTo("siren: stdout: cannot be written: No space left on device\n");
    }
    Ended unread = run("\"$@\" info - 0>/dev/null");
    assertThat(unread.code).isEqualTo(ExitCode.IO_ERROR);
    assertThat(unread.err).isEqualTo("siren: stdin: cannot be read: Bad file descriptor\n");
  }

  /** A closed pipe is not reported to its reader. */
  @Test
  void aBrokenPipeIsSilent() throws Exception {
    Ended broken = run("(sleep 1; \"$@\" info tone.wav; echo $? >code) | true; cat code");
    assertThat(broken.err).isEmpty();
    assertThat(broken.out).isEqualTo(ExitCode.IO_ERROR + "\n");
  }

  @Test
  void sigtermExitsWithTheCodeThatTheHelpLists() throws Exception {
    String help = CommandRun.of("--help").done().out();
    assertThat(help).contains("  143   terminated (SIGTERM)", "  130   interrupted (Ctrl-C)");
    Ended ended =
        run(
            "\"$@\" fit tone.wav --steps 100000000 --hidden 8 --progress json 2>log & p=$!;"
                + " until [ -s log ]; do sleep 0.1; done; kill -TERM $p; wait $p");
    assertThat(ended.code).as(ended.err).isEqualTo(ExitCode.TERMINATED);
  }
}
