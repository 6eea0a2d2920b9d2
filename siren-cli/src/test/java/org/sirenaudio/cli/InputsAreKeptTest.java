package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.command.ExitCode;

/** No command writes over what it reads, by any name, nor a file whose name means another kind. */
class InputsAreKeptTest {
  private static final String QUICK = " --hidden 8 --windows 1 --steps 5 -y";

  /** Commands, and the file of the folder that their output is a name of. */
  private static final String[][] COMMANDS = {
    {"fit S/in.wav -o OUT" + QUICK, "in.wav", ""},
    {"fit S/in -o OUT" + QUICK, "in", ".safetensors"},
    {"fit S/z.siren.wav -o S/z" + QUICK, "z.siren.wav", "derived"},
    {"fit S/z.siren.wav -o S/z.safetensors --no-plot" + QUICK, "z.siren.wav", "derived"},
    {"fit S/q.siren.png -o S/q" + QUICK, "q.siren.png", "derived"},
    {"fit S/in.safetensors" + QUICK, "in.safetensors", "derived"},
    {"fit S/in.png -o S/new --plot OUT" + QUICK, "in.png", ".png"},
    {"fit S/points.csv --band-limit 100 -o OUT" + QUICK, "points.csv", ""},
    {"upsample S/in --factor 2 -o OUT" + QUICK, "in", ""},
    {"upsample S/in.png --factor 2 -o S/new.wav --plot OUT" + QUICK, "in.png", ".png"},
    {"upsample S/in --evaluate 2 -o OUT" + QUICK, "in", ""},
    {"upsample S/in.png --evaluate 2 --plot OUT" + QUICK, "in.png", ".png"},
    {"downsample S/in --factor 2 -o OUT -y", "in", ""},
    {"warp S/in --speed 2 -o OUT -y", "in", ""},
    {"render S/model -o OUT -y", "model", ""},
    {"render S/m.wav -y", "m.wav", "derived"},
    {"export S/m.npz -o OUT -y", "m.npz", ".npz"},
    {"compare S/in.png S/in --plot OUT -y", "in.png", ".png"},
    {"compare S/in S/in.png --plot OUT -y", "in.png", ".png"},
    {"compare-networks S/in.png --steps 5 --plot OUT -y", "in.png", ".png"},
    {
      "compare-networks S/n.networks.png --steps 5 --plot S/n.networks.png -y",
      "n.networks.png",
      "derived"
    },
  };

  @TempDir private static Path models;
  private static Path model;

  @TempDir private Path folder;
  private Path sounds;

  @BeforeAll
  static void fit() throws IOException {
    model = Sounds.model(models.resolve("m.safetensors"));
  }

  @BeforeEach
  void files() throws IOException {
    sounds = Files.createDirectory(folder.resolve("s"));
    Path recording = Sounds.write(Sounds.tone(), sounds.resolve("in.wav"));
    for (String name :
        new String[] {
          "in", "in.png", "in.safetensors", "z.siren.wav", "q.siren.png", "n.networks.png"
        }) {
      Files.copy(recording, sounds.resolve(name));
    }
    Files.copy(model, sounds.resolve("model"));
    Files.copy(model, sounds.resolve("m.wav"));
    Files.copy(model, sounds.resolve("m.npz"));
    Files.writeString(sounds.resolve("points.csv"), "0.0;0.1\n0.1;0.2\n0.2;-0.5\n");
  }

  private Map<String, Integer> state() throws IOException {
    Map<String, Integer> state = new TreeMap<>();
    try (var all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        state.put(file.toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return state;
  }

  private CommandRun refuses(String line) throws IOException {
    Map<String, Integer> before = state();
    CommandRun run = CommandRun.of((Object[]) line.split(" "));
    assertThat(run.err().lines()).as(line + "\n" + run.err()).hasSize(1);
    assertThat(run.code()).as(run.err()).isIn(ExitCode.USAGE, ExitCode.CANNOT_CREATE);
    assertThat(run.out()).isEmpty();
    assertThat(state()).isEqualTo(before);
    return run;
  }

  static Stream<String[]> commands() {
    return Stream.of(COMMANDS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void noCommandOverwritesItsInput(String command, String input, String ending) throws IOException {
    String line = command.replace("S/", sounds + "/");
    if (ending.equals("derived")) {
      assertThat(refuses(line).err()).contains(input).contains("is the input");
      return;
    }
    Path in = sounds.resolve(input);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path symbolic = Files.createSymbolicLink(elsewhere.resolve("symbolic" + ending), in);
    Path hard = Files.createLink(elsewhere.resolve("hard" + ending), in);
    Path beside = Files.createSymbolicLink(folder.resolve("linked"), sounds);
    Path relative = Path.of("").toAbsolutePath().relativize(in.toAbsolutePath());
    Path roundabout = sounds.resolve("../s/./" + input);
    for (Path output :
        new Path[] {in, symbolic, hard, beside.resolve(input), relative, roundabout}) {
      CommandRun run = refuses(line.replace("OUT", output.toString()));
      if (run.code() == ExitCode.CANNOT_CREATE) {
        assertThat(run.err()).contains("is the input");
      } else {
        assertThat(run.err()).contains("must have the extension");
      }
    }
  }

  @Test
  void anInputIsRecognisedInAnotherCaseOnACaseInsensitiveFileSystem() throws IOException {
    assumeThat(sounds.resolve("IN.WAV")).exists();
    assertThat(
            refuses("downsample " + sounds + "/in.wav --factor 2 -y -o " + sounds + "/IN.WAV")
                .err())
        .contains("is the input");
  }

  @Test
  void oneFileCannotBeTwoOutputs() throws IOException {
    Path plot = Files.createFile(folder.resolve("p.svg"));
    Path out = Files.createSymbolicLink(folder.resolve("p.wav"), plot);
    String line = "upsample %s/in.wav --factor 2 -o %s --plot %s".formatted(sounds, out, plot);
    assertThat(refuses(line + QUICK).err()).contains("is used for two outputs");
  }

  @ParameterizedTest
  @CsvSource({
    "fit S/in.wav -o S/x.wav, x.wav: a model must have the extension",
    "fit S/in.wav -o S/x.WAV, x.WAV: a model must have the extension",
    "fit S/in.wav -o S/x.png, 'a model must have the extension .safetensors, not .png'",
    "fit S/none.wav -o S/x.json, a model must have the extension",
    "fit S/in.wav -o S/x --plot S/x.wav, x.wav: a plot must have the extension .png or .svg",
    "fit S/in.wav -o S/x --plot S/x.safetensors, a plot must have the extension",
    "upsample S/in.wav --factor 2 -o S/x.safetensors, 'sound must have the extension .wav, .flac,"
        + " .mp3, .opus or .m4a'",
    "upsample S/in.wav --evaluate 2 -o S/x.ogg, sound must have the extension",
    "upsample S/none.wav --factor 2 -o S/x.png, sound must have the extension",
    "downsample S/in.wav --factor 2 -o S/x.aiff, sound must have the extension",
    "downsample S/none.wav --factor 2 -o S/x.svg, sound must have the extension",
    "render S/model -o S/x.safetensors, sound must have the extension",
    "render S/none -o S/x.aac, sound must have the extension",
    "export S/model -o S/x.safetensors, 'x.safetensors: unknown export format; use one of these"
        + " extensions: .c (C source), .html (web page), .npz (NumPy arrays), .onnx (ONNX graph)'",
    "export S/none -o S/x, x: unknown export format",
    "export S/model -o -, its extension selects the format",
    "compare S/in S/in.wav --plot S/x.wav, a plot must have the extension",
    "compare-networks S/in.wav --plot S/x.csv, a plot must have the extension"
  })
  void anExtensionOfAnotherKindOfFileIsRefused(String command, String complaint)
      throws IOException {
    CommandRun run = refuses(command.replace("S/", sounds + "/") + " -y");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(complaint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x.model", "x.safetensors", "x.SAFETENSORS", "take.2"})
  void otherExtensionsAreAccepted(String name) throws IOException {
    String line = "fit " + sounds + "/in.wav --no-plot -q -o " + sounds.resolve(name) + QUICK;
    CommandRun.of((Object[]) line.split(" ")).done();
  }

  @Test
  void aCorpusNeverReplacesARecording() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    Path recording = Sounds.write(Sounds.tone(), in.resolve("a.wav"));
    Path out = Files.createDirectory(folder.resolve("out"));
    String fit = "corpus fit " + in + " -o %s --steps 5 --hidden 8 --manifest csv -q";
    assertThat(refuses(fit.formatted(in.resolve("deeper"))).err()).contains("lies inside");
    for (String name : new String[] {"manifest.csv", "manifest.parquet", "models"}) {
      Path target = name.equals("models") ? in : recording;
      Path link = Files.createSymbolicLink(out.resolve(name), target);
      assertThat(refuses(fit.formatted(out)).err()).contains(name + ": lies inside");
      Files.delete(link);
    }
    CommandRun.of((Object[]) fit.formatted(out).split(" ")).done();
    byte[] before = Files.readAllBytes(recording);
    CommandRun run = CommandRun.of("corpus", "render", out, "-o", in, "-y", "-q");
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err()).contains("a.wav: is the recording itself; choose another folder");
    assertThat(recording).hasBinaryContent(before);
    Path sound = Files.createDirectory(folder.resolve("sound"));
    Path manifest = out.resolve("manifest.csv");
    Files.createSymbolicLink(sound.resolve("a.wav"), manifest);
    byte[] rows = Files.readAllBytes(manifest);
    assertThat(CommandRun.of("corpus", "render", out, "-o", sound, "-y", "-q").err())
        .contains("refers to the model or manifest");
    assertThat(manifest).hasBinaryContent(rows);
  }
}
