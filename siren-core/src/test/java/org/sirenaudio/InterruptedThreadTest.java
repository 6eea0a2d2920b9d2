package org.sirenaudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.corpus.CorpusFit;
import org.sirenaudio.corpus.ManifestFile;
import org.sirenaudio.error.InterruptedWorkException;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.Checkpoints;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.config.TrainingSet;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/** Whatever a thread is doing, an interruption is reported in one way. */
class InterruptedThreadTest {
  @TempDir private Path folder;

  @AfterEach
  void forget() {
    Thread.interrupted();
  }

  private static Clip tone(int frames) {
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (float) (0.5 * Math.sin(0.1 * i));
    }
    return Clip.of(8000, new float[][] {samples});
  }

  private static FitConfig endless(OptimiserKind optimiser, int threads) {
    return FitConfig.balanced()
        .withWindows(w -> w.withCount(2))
        .withNetwork(n -> n.withHiddenFeatures(8))
        .withTraining(t -> t.withOptimiser(optimiser).withTargetDb(120))
        .withBudget(new Budget.Steps(Integer.MAX_VALUE))
        .withThreads(threads);
  }

  private static void isTold(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOf(InterruptedWorkException.class)
        .hasMessage("interrupted")
        .cause()
        .isInstanceOfAny(InterruptedException.class, IOException.class);
    assertThat(Thread.interrupted()).as("the thread is still marked").isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anInterruptEndsARunningFit(int threads) {
    for (OptimiserKind optimiser : new OptimiserKind[] {OptimiserKind.LM, OptimiserKind.MUON}) {
      Thread fitting = Thread.currentThread();
      Fitter fitter = Fitter.with(endless(optimiser, threads));
      isTold(() -> fitter.fit(tone(800), progress -> fitting.interrupt()));
    }
  }

  @Test
  void anInterruptEndsAFitThatReadsFromAFile() throws IOException {
    Path file = folder.resolve("tone.wav");
    tone(800).write(file);
    ClipSource clip = ClipSource.open(file);
    Fitter fitter = Fitter.with(endless(OptimiserKind.AUTO, 1));
    Thread.currentThread().interrupt();
    isTold(() -> fitter.fit(TrainingSet.all(clip), Checkpoints.none(), progress -> {}));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anInterruptEndsARendering(int threads) {
    ClipModel model =
        Fitter.with(FitConfig.balanced().withBudget(new Budget.Steps(2)))
            .keepingPoor()
            .fit(tone(400), progress -> {});
    Thread.currentThread().interrupt();
    isTold(() -> Renderer.of(model).threads(threads).at(8000));
  }

  @Test
  void anInterruptEndsACorpusWithoutFailedRows() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    for (int i = 0; i < 3; i++) {
      tone(400 + i).write(in.resolve("tone" + i + ".wav"));
    }
    Path out = folder.resolve("out");
    Thread fitting = Thread.currentThread();
    CorpusFit fit = CorpusFit.of(in, out, endless(OptimiserKind.LM, 2));
    ManifestFile none =
        new ManifestFile() {
          @Override
          public String fileName() {
            return "manifest.csv";
          }

          @Override
          public void write(Path path, Rows rows) {
            throw new AssertionError("the manifest of a run that was interrupted");
          }
        };
    isTold(() -> fit.run(none, progress -> fitting.interrupt()));
    assertThat(Files.readString(out.resolve("journal.jsonl"))).doesNotContain("failed");
  }
}
