package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.command.ExitCode;

/** A recording shorter than its header declares is refused or salvaged. */
class SalvageTest {
  private static final int LOST = 100;

  @TempDir private Path folder;
  private Path cut;

  @BeforeEach
  void record() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    cut = Sounds.write(Sounds.tone(), in.resolve("cut.wav"));
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length - Float.BYTES * LOST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fit IN --hidden 8 --steps 5 --no-plot",
        "upsample IN --factor 2 --hidden 8 --steps 5",
        "upsample IN --evaluate 2 --hidden 8 --steps 5",
        "downsample IN --factor 2",
        "warp IN --speed 2",
        "compare IN IN",
        "compare-networks IN --hidden 8 --layers 2 --steps 5 --batch 64 --no-plot",
        "info IN",
        "info -"
      })
  void everyCommandThatReadsARecordingSalvages(String command) throws IOException {
    byte[] stdin = Files.readAllBytes(cut);
    Object[] words = command.replace("IN", cut.toString()).split(" ");
    CommandRun refused = CommandRun.on(stdin, words).failed(ExitCode.BAD_DATA);
    assertThat(refused.err()).endsWith("or salvage the rest with --salvage\n");
    Object[] salvaging = Arrays.copyOf(words, words.length + 1);
    salvaging[words.length] = "--salvage";
    CommandRun run = CommandRun.on(stdin, salvaging);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err().lines())
        .isNotEmpty()
        .allMatch(
            line ->
                line.endsWith(
                    "100 of the 400 frames declared in its header are missing, 0.013 of 0.050"
                        + " s"));
  }

  @Test
  void theModelRecordsTheMissingFrames() throws IOException {
    Path model = folder.resolve("m.safetensors");
    CommandRun.of(
            "fit", cut, "--salvage", "-o", model, "--hidden", 8, "--steps", 5, "--no-plot", "-q")
        .done();
    assertThat(Clip.read(folder.resolve("m.siren.wav")).frames()).isEqualTo(Sounds.FRAMES - LOST);
    assertThat(CommandRun.of("info", model).done().out())
        .containsPattern("fit.missing_frames +100");
    Map<String, Object> facts =
        CommandRun.of("info", cut, "--salvage", "--json", "-q").done().json();
    assertThat(((Number) facts.get("missingFrames")).intValue()).isEqualTo(LOST);
    assertThat(((Number) facts.get("frames")).intValue()).isEqualTo(Sounds.FRAMES - LOST);
  }

  @Test
  void aCorpusSalvagesTruncatedRecordings() {
    Path out = folder.resolve("out");
    Object[] words = {"corpus", "fit", cut.getParent(), "-o", out, "--hidden", 8, "--steps", 5};
    CommandRun refused = CommandRun.of(words);
    assertThat(refused.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(refused.err()).contains("salvage the rest");
    Object[] salvaging = Arrays.copyOf(words, words.length + 1);
    salvaging[words.length] = "--salvage";
    CommandRun run = CommandRun.of(salvaging);
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    assertThat(run.err())
        .contains("siren: cut.wav: 100 of the 400 frames declared in its header are missing");
  }

  @Test
  void openLengthsAreReadToTheEndWithAndWithoutSalvage() throws IOException {
    for (int size : new int[] {0, -1}) {
      byte[] open = Files.readAllBytes(cut);
      ByteBuffer bytes = ByteBuffer.wrap(open).order(ByteOrder.LITTLE_ENDIAN);
      int data = open.length - Float.BYTES * (Sounds.FRAMES - LOST) - Integer.BYTES;
      bytes.putInt(4, size).putInt(data, size);
      Files.write(cut, open);
      for (String option : new String[] {"--salvage", "--json"}) {
        assertThat(CommandRun.of("info", cut, option).done().out()).contains("300");
      }
    }
  }

  @Test
  void aCsvFileIsNotSalvaged() throws IOException {
    Path points = Files.writeString(folder.resolve("p.csv"), "0.0,0.1\n");
    CommandRun run =
        CommandRun.of("fit", points, "--band-limit", 100, "--salvage").failed(ExitCode.USAGE);
    assertThat(run.err()).contains("--salvage applies to sound files");
  }
}
