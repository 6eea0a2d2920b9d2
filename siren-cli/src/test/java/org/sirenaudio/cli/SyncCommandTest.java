package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.audio.SoundMetadata;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.TimeMap;
import org.sirenaudio.time.TimeMapFile;

/** {@code siren sync} on made pairs. */
class SyncCommandTest {
  private static final int RATE = 8000;
  private static final double OFFSET = 1.25;
  private static final double PPM = 120;

  @TempDir private Path folder;
  private Path reference;
  private Path other;

  /** Noise whose level changes four times a second. */
  private static Clip event(long seed, double seconds, int channels) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] samples = new float[(int) (seconds * RATE)];
    double level = 0;
    double last = 0;
    for (int i = 0; i < samples.length; i++) {
      if (i % 1000 == 0) {
        level = 0.3 * Math.exp(-3 * random.nextDouble());
      }
      last = 0.6 * last + level * random.nextGaussian();
      samples[i] = (float) last;
    }
    float[][] all = new float[channels][];
    for (int c = 0; c < channels; c++) {
      all[c] = samples;
    }
    return Clip.of(RATE, all);
  }

  @BeforeEach
  void record() throws IOException {
    Clip event = event(3, 9, 2);
    reference = Sounds.write(event, folder.resolve("camera.wav"));
    other = folder.resolve("recorder.wav");
    Renderer.of(event(3, 9, 1)).warped(TimeMap.linear(OFFSET, 1 + 1e-6 * PPM), 11_025).write(other);
  }

  private static double number(Map<String, Object> all, String key) {
    return ((Number) all.get(key)).doubleValue();
  }

  @Test
  void offsetAndRateOfTwoRecordingsAreFound() throws IOException {
    Map<String, Object> found = CommandRun.of("sync", reference, other, "--json").done().json();
    assertThat(number(found, "offsetSeconds")).isCloseTo(OFFSET, within(2e-7));
    assertThat(number(found, "offsetSecondsUncertainty95")).isBetween(0.0, 1e-6);
    assertThat(number(found, "ratePpm")).isCloseTo(PPM, within(0.02));
    assertThat(number(found, "ratePpmUncertainty95")).isBetween(0.0, 0.1);
    assertThat(found).containsEntry("jumps", List.of()).containsEntry("startSeconds", 0.0);
    Clip synced = Clip.read(folder.resolve("recorder.synced.wav"));
    assertThat(synced.sampleRate()).isEqualTo(RATE);
    assertThat(synced.frames()).isEqualTo(9 * RATE);
    assertThat(synced.channels()).isEqualTo(1);
    TimeMap map = TimeMapFile.read(folder.resolve("recorder.sync.csv"));
    assertThat(map.at(5)).isCloseTo((5 - OFFSET) / (1 + 1e-6 * PPM), within(2e-7));
    assertThat(ImageIO.read(folder.resolve("recorder.sync.png").toFile()).getWidth())
        .isEqualTo(1400);
    assertThat(Files.readString(folder.resolve("recorder.sync.json")))
        .contains("\"points\":[{\"referenceSeconds\":", "\"afterSecondsUncertainty95\":");
    // Nothing is replaced unless that is asked for.
    CommandRun.of("sync", reference, other).failed(ExitCode.CANNOT_CREATE);
    assertThat(CommandRun.of("sync", reference, other, "-y", "--no-plot").done().out())
        .contains("recorder.wav: begins at 1.25", " ppm ± ", " slow; wrote ");
  }

  @Test
  void severalRecordingsAreSynchronisedToTheFirst() throws IOException {
    Path third = folder.resolve("phone.wav");
    Clip late = Renderer.of(event(3, 9, 1)).warped(TimeMap.linear(2.5, 1 - 80e-6), RATE);
    late.write(third);
    Path out = Files.createDirectory(folder.resolve("out"));
    Map<String, Object> found =
        CommandRun.of("sync", reference, other, third, "--trim", "-o", out, "--no-plot", "--json")
            .done()
            .json();
    List<?> others = (List<?>) found.get("others");
    assertThat(others).hasSize(2);
    Map<?, ?> last = (Map<?, ?>) others.getLast();
    assertThat(((Number) last.get("ratePpm")).doubleValue()).isCloseTo(-80, within(0.05));
    assertThat(((Number) last.get("startSeconds")).doubleValue()).isCloseTo(2.5, within(2e-4));
    Clip trimmed = Clip.read(out.resolve("phone.synced.wav"));
    Clip original = event(3, 9, 1);
    double error = 0;
    double power = 0;
    int first = (int) (((Number) last.get("startSeconds")).doubleValue() * RATE + 0.5);
    for (int i = 1000; i < trimmed.frames() - 1000; i++) {
      error += Math.pow(trimmed.channel(0)[i] - original.channel(0)[first + i], 2);
      power += Math.pow(original.channel(0)[first + i], 2);
    }
    // Two interpolations each leave out what lies above 0.95 of the Nyquist frequency.
    assertThat(10 * Math.log10(power / error)).isGreaterThan(15);
    CommandRun.of("sync", reference, other, third, "--plot", folder.resolve("one.png"))
        .failed(ExitCode.USAGE);
  }

  @Test
  void anUnrelatedRecordingDoesNotStopTheRest() throws IOException {
    Path unrelated = Sounds.write(event(8, 9, 1), folder.resolve("unrelated.wav"));
    Path third = folder.resolve("phone.wav");
    Renderer.of(event(3, 9, 1)).warped(TimeMap.linear(2.5, 1 - 80e-6), RATE).write(third);
    CommandRun run =
        CommandRun.of("sync", reference, other, unrelated, third, "--no-plot", "--json");
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("unrelated.wav: the recordings have nothing in common");
    List<?> others = (List<?>) run.json().get("others");
    assertThat(others).hasSize(3);
    Map<?, ?> failed = (Map<?, ?>) others.get(1);
    assertThat(failed.get("other")).isEqualTo(unrelated.toString());
    assertThat((String) failed.get("error")).contains("nothing in common");
    assertThat(((Number) ((Map<?, ?>) others.getLast()).get("ratePpm")).doubleValue())
        .isCloseTo(-80, within(0.05));
    assertThat(folder.resolve("phone.synced.wav")).isNotEmptyFile();
    assertThat(folder.resolve("unrelated.synced.wav")).doesNotExist();
    CommandRun.of("sync", reference, unrelated, "--no-plot").failed(ExitCode.BAD_DATA);
  }

  @Test
  void warpAppliesTheTimeMapOfSync() throws IOException {
    CommandRun.of("sync", reference, other, "--no-plot", "-q").done();
    Path warped = folder.resolve("warped.wav");
    Path map = folder.resolve("recorder.sync.csv");
    CommandRun.of("warp", other, "--warp", map, "-r", RATE, "-o", warped, "-q").done();
    float[] synced = Clip.read(folder.resolve("recorder.synced.wav")).channel(0);
    float[] found = Clip.read(warped).channel(0);
    double error = 0;
    double power = 0;
    for (int i = 2 * RATE; i < 8 * RATE; i++) {
      error += Math.pow(found[i] - synced[i], 2);
      power += Math.pow(synced[i], 2);
    }
    assertThat(10 * Math.log10(power / error)).isGreaterThan(80);
  }

  @Test
  void theSynchronisedSoundGetsTheTimeOfDayOfTheReference() throws IOException {
    long tenOClock = 10L * 3600 * RATE;
    // The other's own clock is 0.4 s wrong.
    timed(reference, tenOClock);
    timed(other, (long) ((10 * 3600 + OFFSET + 0.4) * 11_025));
    Map<String, Object> found =
        CommandRun.of("sync", reference, other, "--trim", "--no-plot", "--json").done().json();
    assertThat(number(found, "timeReferenceOffsetSeconds")).isCloseTo(OFFSET + 0.4, within(1e-3));
    assertThat(number(found, "offsetSeconds")).isCloseTo(OFFSET, within(2e-7));
    Clip synced = Clip.read(folder.resolve("recorder.synced.wav"));
    double start = number(found, "startSeconds");
    assertThat(synced.metadata().timeReference()).hasValue(tenOClock + Math.round(start * RATE));
  }

  /** Gives a recording a bext chunk with this many frames since midnight. */
  private static void timed(Path wav, long frames) throws IOException {
    String bext = Base64.getEncoder().encodeToString(new byte[602]);
    SoundMetadata blank = SoundMetadata.of(Map.of("wav_chunk.bext", bext));
    Clip clip = Clip.read(wav).withMetadata(blank.withTimeReference(frames));
    clip.write(wav, Encoding.FLOAT, true);
  }

  @Test
  void aDroppedBlockIsFoundAndFilled() throws IOException {
    Clip whole = Renderer.of(event(3, 9, 1)).warped(TimeMap.linear(OFFSET, 1.00002), RATE);
    float[] samples = whole.channel(0);
    float[] left = new float[samples.length - 256];
    System.arraycopy(samples, 0, left, 0, 30_000);
    System.arraycopy(samples, 30_256, left, 30_000, left.length - 30_000);
    Clip.of(RATE, new float[][] {left}).write(other, true);
    CommandRun run = CommandRun.of("sync", reference, other, "--no-plot", "--json").done();
    List<?> jumps = (List<?>) run.json().get("jumps");
    assertThat(jumps).hasSize(1);
    Map<?, ?> jump = (Map<?, ?>) jumps.getFirst();
    assertThat(jump.get("frames")).isEqualTo(256);
    assertThat(((Number) jump.get("frame")).doubleValue()).isCloseTo(30_000, within(800.0));
    // The map leads from the reference to what is in the file.
    TimeMap map = TimeMapFile.read(folder.resolve("recorder.sync.csv"));
    double early = (3 - OFFSET) / 1.00002;
    double late = (8 - OFFSET) / 1.00002 - 256.0 / RATE;
    assertThat(map.at(3)).isCloseTo(early, within(1e-6));
    assertThat(map.at(8)).isCloseTo(late, within(1e-6));
    assertThat(CommandRun.of("sync", reference, other, "-y", "--no-plot").done().out())
        .contains("lacks 256 frames at");
  }

  @Test
  void unrelatedAndSilentRecordingsAreRefused() throws IOException {
    Path stranger = Sounds.write(event(4, 8, 1), folder.resolve("stranger.wav"));
    assertThat(CommandRun.of("sync", reference, stranger).failed(ExitCode.BAD_DATA).err())
        .contains("stranger.wav", "nothing in common");
    Path silence =
        Sounds.write(Clip.of(RATE, new float[1][RATE * 4]), folder.resolve("silence.wav"));
    assertThat(CommandRun.of("sync", reference, silence).failed(ExitCode.BAD_DATA).err())
        .contains("silence.wav", "silent");
    CommandRun.of("sync", reference).failed(ExitCode.USAGE);
    CommandRun.of("sync", reference, other, "--pad", "--trim").failed(ExitCode.USAGE);
    CommandRun.of("sync", "-", "-").failed(ExitCode.USAGE);
    CommandRun.of("sync", reference, folder.resolve("none.wav")).failed(ExitCode.NO_INPUT);
    CommandRun.of("sync", reference, other, other).failed(ExitCode.CANNOT_CREATE);
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("camera.wav", "recorder.wav", "stranger.wav", "silence.wav");
    }
  }

  @Test
  void jsonProgressFollowsItsSchema() {
    CommandRun run = CommandRun.of("sync", reference, other, "--no-plot", "--progress", "json");
    assertThat(run.code()).isZero();
    run.err().lines().forEach(line -> JsonContract.check("sync-progress", line));
    assertThat(run.err()).contains("\"stage\":\"fitting\"", "\"stage\":\"writing\"");
  }
}
