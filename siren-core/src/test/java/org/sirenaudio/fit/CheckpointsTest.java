package org.sirenaudio.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.Checkpoints;
import org.sirenaudio.fit.config.EncodingKind;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.config.TrainingSet;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.model.ClipModel;

class CheckpointsTest {
  private static final int STEPS = 120;

  /** For fits of one window after the other, whose finished windows go to the folder. */
  private static final FitConfig BATCHES =
      config(4, 8).withTraining(t -> t.withOptimiser(OptimiserKind.MUON));

  private static final FitConfig GROWING_BATCHES =
      config(4, 0).withTraining(t -> t.withOptimiser(OptimiserKind.LM));

  @TempDir private Path folder;
  private final List<Double> resumed = new ArrayList<>();

  /** Whoever hears of progress breaks the fit off, as a crash would. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Notes how many seconds a fit that is resumed had had. */
  private final class Resumed implements FitListener {
    @Override
    public void progress(FitProgress progress) {}

    @Override
    public void resumed(double seconds) {
      resumed.add(seconds);
    }
  }

  private static Budget steps(int steps) {
    return new Budget.Steps(steps);
  }

  private static FitConfig config(int windows, int hidden) {
    return FitConfig.balanced()
        .withWindows(w -> w.withCount(windows))
        .withNetwork(n -> hidden == 0 ? n : n.withHiddenFeatures(hidden))
        .withTraining(t -> t.withTargetDb(22))
        .withBudget(steps(STEPS));
  }

  private static Clip clip(int channels, int frames) {
    SplittableRandom random = new SplittableRandom(frames);
    float[][] samples = new float[channels][frames];
    for (float[] channel : samples) {
      for (int n = 0; n < frames; n++) {
        channel[n] = (float) (0.5 * Math.sin(0.2 * n) + 0.05 * random.nextDouble(-1, 1));
      }
    }
    return Clip.of(8000, samples);
  }

  private Checkpoints.Folder checkpoints(double every, boolean discard) {
    Checkpoints.Folder checkpoints = Checkpoints.in(folder.resolve("x.part")).every(every);
    return discard ? checkpoints.replacingOthers() : checkpoints;
  }

  private static byte[] bytes(ClipModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.write(bytes);
    return bytes.toByteArray();
  }

  /** Fits with a crash at the first progress past each of these parts, then to the end. */
  private byte[] broken(Clip clip, FitConfig config, double... parts) throws IOException {
    Checkpoints.Folder checkpoints = checkpoints(1e-6, false);
    for (double part : parts) {
      assertThatThrownBy(
              () ->
                  Fitter.with(config)
                      .keepingPoor()
                      .fit(
                          TrainingSet.all(clip),
                          checkpoints,
                          progress -> {
                            if (progress.spent() > part && checkpoints.exist()) {
                              throw new Crash();
                            }
                          }))
          .isInstanceOf(Crash.class);
    }
    byte[] result =
        bytes(
            Fitter.with(config)
                .keepingPoor()
                .fit(TrainingSet.all(clip), checkpoints, new Resumed()));
    checkpoints.delete();
    assertThat(folder).isEmptyDirectory();
    return result;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 16, MUON, mse",
    "5, 2, 8, MUON, mse",
    "3, 1, 16, ADAM, l1",
    "2, 1, 8, MUON, hybrid",
    "4, 1, 0, MUON, mse",
    "2, 2, 0, ADAM, hybrid",
    "1, 1, 0, LM, mse",
    "6, 2, 0, LM, mse",
    "3, 1, 6, LM, mse"
  })
  void anInterruptedFitResumesToTheSameModel(
      int windows, int channels, int hidden, OptimiserKind optimiser, String loss)
      throws IOException {
    Clip clip = clip(channels, 2500);
    FitConfig config =
        config(windows, hidden)
            .withTraining(t -> t.withOptimiser(optimiser))
            .withTarget(t -> t.withLoss(loss));
    byte[] whole = bytes(Fitter.with(config.withThreads(1)).fit(clip, progress -> {}));
    assertThat(broken(clip, config.withThreads(2), 0, 0.4, 0.9)).isEqualTo(whole);
    assertThat(resumed).isNotEmpty().isSorted();
  }

  static Stream<Arguments> everyKind() {
    Stream<Arguments> plain =
        NetworkKind.shipped().stream().map(kind -> arguments(kind, kind.encoding(), 1));
    Stream<Arguments> several =
        NetworkKind.shipped().stream().map(kind -> arguments(kind, kind.encoding(), 3));
    Stream<Arguments> encoded =
        Stream.of(NetworkKind.SIREN, NetworkKind.FINER)
            .flatMap(kind -> Arrays.stream(EncodingKind.values()).map(e -> arguments(kind, e, 2)));
    return Stream.of(plain, several, encoded).flatMap(all -> all);
  }

  /** Also the same for one thread and for two. */
  @ParameterizedTest
  @MethodSource("everyKind")
  void anInterruptedFitOfEveryKindResumesToTheSameModel(
      NetworkKind kind, EncodingKind encoding, int windows) throws IOException {
    Clip clip = clip(1, 900);
    FitConfig config =
        config(windows, 6)
            .withNetwork(n -> n.withKind(kind).withEncoding(encoding).withNumLayers(2))
            .withTraining(t -> t.withOptimiser(OptimiserKind.MUON))
            .withBudget(steps(40));
    byte[] whole =
        bytes(Fitter.with(config.withThreads(1)).keepingPoor().fit(clip, progress -> {}));
    assertThat(broken(clip, config.withThreads(2), 0, 0.6)).isEqualTo(whole);
    assertThat(resumed).isNotEmpty();
  }

  /** Some windows are at the target at their first look, others get wider networks for it. */
  @Test
  void anInterruptedFitForATargetResumesToTheSameModel() throws IOException {
    float[] samples = clip(1, 4000).channel(0);
    for (int n = 0; n < samples.length; n++) {
      samples[n] = n < 2000 ? (float) (0.5 * Math.sin(0.1 * n)) : samples[n];
    }
    Clip clip = Clip.of(8000, new float[][] {samples});
    FitConfig config =
        config(4, 0)
            .withTraining(t -> t.withOptimiser(OptimiserKind.MUON))
            .withNetwork(n -> n.withParameters(3000))
            .withBudget(new Budget.TargetSnr(14));
    byte[] whole = bytes(Fitter.with(config.withThreads(1)).fit(clip, progress -> {}));
    assertThat(broken(clip, config.withThreads(2), 0, 0.4)).isEqualTo(whole);
  }

  @Test
  void finishedWindowsAreNotFittedAgain() throws IOException {
    Clip clip = clip(1, 1600);
    byte[] whole = bytes(Fitter.oneByOne(BATCHES).fit(clip, progress -> {}));
    List<Double> spent = new ArrayList<>();
    Checkpoints.Folder checkpoints = checkpoints(0, false);
    assertThatThrownBy(
            () ->
                Fitter.oneByOne(BATCHES)
                    .fit(
                        TrainingSet.all(clip),
                        checkpoints,
                        progress -> {
                          if (progress.spent() > 0.6) {
                            throw new Crash();
                          }
                        }))
        .isInstanceOf(Crash.class);
    ClipModel model =
        Fitter.oneByOne(BATCHES)
            .fit(TrainingSet.all(clip), checkpoints, progress -> spent.add(progress.spent()));
    assertThat(spent.getFirst()).isGreaterThan(0.5);
    assertThat(bytes(model)).isEqualTo(whole);
    // All is there: another run has nothing to train.
    spent.clear();
    assertThatThrownBy(
            () -> Fitter.oneByOne(BATCHES).fit(TrainingSet.all(clip), checkpoints, progress -> {}))
        .as("the model still reads from the folder")
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("another fit");
  }

  @Test
  void checkpointsOfAnotherFitAreRefusedOrDiscarded() throws IOException {
    Clip clip = clip(1, 1600);
    interrupt(clip, BATCHES);
    for (FitConfig other : List.of(BATCHES.withRandomSeed(2), BATCHES.withBudget(steps(121)))) {
      assertThatThrownBy(
              () ->
                  Fitter.oneByOne(other)
                      .fit(TrainingSet.all(clip), checkpoints(0, false), progress -> {}))
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessageContaining("x.part")
          .hasMessageContaining("another recording or configuration")
          .hasMessageNotContaining("-y")
          .hasMessageNotContaining("\n");
    }
    Clip changed = clip(1, 1600);
    changed.channel(0)[1599] += 1e-3f;
    assertThatThrownBy(
            () ->
                Fitter.oneByOne(BATCHES)
                    .fit(TrainingSet.all(changed), checkpoints(0, false), progress -> {}))
        .isInstanceOf(FileAlreadyExistsException.class);
    byte[] whole = bytes(Fitter.oneByOne(BATCHES).fit(changed, progress -> {}));
    assertThat(
            bytes(
                Fitter.oneByOne(BATCHES)
                    .fit(TrainingSet.all(changed), checkpoints(0, true), progress -> {})))
        .isEqualTo(whole);
    assertThat(resumed).isEmpty();
  }

  /** Leaves a folder with a finished window and one in training. */
  private void interrupt(Clip clip, FitConfig config) {
    assertThatThrownBy(
            () ->
                Fitter.oneByOne(config)
                    .fit(
                        TrainingSet.all(clip),
                        checkpoints(1e-6, false),
                        progress -> {
                          if (progress.spent() > 0.6) {
                            throw new Crash();
                          }
                        }))
        .isInstanceOf(Crash.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTruncatedRecordIsIgnored(boolean growing) throws IOException {
    Clip clip = clip(1, 1600);
    FitConfig config = growing ? GROWING_BATCHES : BATCHES;
    byte[] whole = bytes(Fitter.oneByOne(config).fit(clip, progress -> {}));
    for (int cut : new int[] {0, 7, 40, 41, 110, 500, 1500}) {
      interrupt(clip, config);
      Path windows = folder.resolve("x.part").resolve(Checkpoints.Folder.WINDOWS);
      try (FileChannel file = FileChannel.open(windows, StandardOpenOption.WRITE)) {
        file.truncate(cut);
      }
      ClipModel model =
          Fitter.oneByOne(config).fit(TrainingSet.all(clip), checkpoints(0, false), progress -> {});
      assertThat(bytes(model)).as("cut at %d", cut).isEqualTo(whole);
      checkpoints(0, false).delete();
    }
    interrupt(clip, config);
    flip(folder.resolve("x.part").resolve(Checkpoints.Folder.STATES), -30);
    flip(folder.resolve("x.part").resolve(Checkpoints.Folder.WINDOWS), -300);
    assertThat(
            bytes(
                Fitter.oneByOne(config)
                    .fit(TrainingSet.all(clip), checkpoints(0, false), progress -> {})))
        .as("bits turned over")
        .isEqualTo(whole);
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[Math.floorMod(at, bytes.length)] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void aStoppedFitResumes() throws IOException {
    Clip clip = clip(1, 1600);
    ClipModel whole = Fitter.oneByOne(BATCHES).fit(clip, progress -> {});
    Fitter fitter = Fitter.oneByOne(BATCHES);
    Checkpoints.Folder checkpoints = checkpoints(1e-6, false);
    ClipModel stopped =
        fitter.fit(
            TrainingSet.all(clip),
            checkpoints,
            progress -> {
              if (checkpoints.exist() && progress.spent() > 0.1) {
                fitter.stop();
              }
            });
    assertThat(stopped.segments()).hasSameSizeAs(whole.segments());
    assertThat(bytes(stopped)).isNotEqualTo(bytes(whole));
  }

  @Test
  void aShortFitWritesNoCheckpoint() throws IOException {
    Checkpoints.Folder checkpoints = checkpoints(60, false);
    Fitter.with(config(3, 8)).fit(TrainingSet.all(clip(1, 800)), checkpoints, progress -> {});
    assertThat(folder).isEmptyDirectory();
    checkpoints.delete();
  }

  @Test
  void aFolderWithOtherFilesIsNotDeleted() throws IOException {
    Path mine = Files.createDirectories(folder.resolve("x.part")).resolve("mine");
    Files.writeString(mine, "mine");
    assertThatThrownBy(() -> checkpoints(0, true).delete()).isInstanceOf(FileSystemException.class);
    assertThat(mine).hasContent("mine");
  }
}
