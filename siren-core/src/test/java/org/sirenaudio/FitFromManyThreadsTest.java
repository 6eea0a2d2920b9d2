package org.sirenaudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/**
 * A fit can be stopped, watched and run beside others without surprise; what an interruption does
 * is in InterruptedThreadTest.
 */
class FitFromManyThreadsTest {
  private static final int RATE = 8000;

  private static Clip tone(double hertz) {
    float[] samples = new float[1600];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / RATE));
    }
    return Clip.of(RATE, new float[][] {samples});
  }

  private static FitConfig steps(int count) {
    return FitConfig.balanced()
        .withWindows(w -> w.withCount(2))
        .withTraining(t -> t.withTargetDb(120))
        .withBudget(new Budget.Steps(count));
  }

  @Test
  void stoppingFromAnotherThreadReturnsTheBestModelSoFar() throws Exception {
    Fitter fitter = Fitter.with(steps(Integer.MAX_VALUE));
    CountDownLatch begun = new CountDownLatch(1);
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<ClipModel> fit =
          pool.submit(
              () ->
                  fitter.fit(
                      tone(440),
                      progress -> {
                        if (progress.snrDb() > 20) {
                          begun.countDown();
                        }
                      }));
      begun.await();
      fitter.stop();
      assertThat(FitMetadata.of(fit.get()).snrDb()).isGreaterThan(15);
    }
  }

  @Test
  void aListenerIsCalledOneAtATimeInStepOrder() {
    AtomicInteger inside = new AtomicInteger();
    List<FitProgress> heard = new ArrayList<>();
    Fitter.with(steps(30).withThreads(2))
        .fit(
            tone(440),
            progress -> {
              assertThat(inside.incrementAndGet()).isEqualTo(1);
              heard.add(progress);
              inside.decrementAndGet();
            });
    assertThat(heard).isNotEmpty();
    for (int i = 1; i < heard.size(); i++) {
      assertThat(heard.get(i).step()).isGreaterThanOrEqualTo(heard.get(i - 1).step());
      assertThat(heard.get(i).spent()).isBetween(heard.get(i - 1).spent(), 1.0);
      assertThat(heard.get(i).elapsedSeconds())
          .isGreaterThanOrEqualTo(heard.get(i - 1).elapsedSeconds());
    }
    assertThat(heard.getLast().spent()).isEqualTo(1);
  }

  @Test
  void anExceptionOfAListenerEndsTheFit() {
    IllegalStateException own = new IllegalStateException("enough");
    Fitter fitter = Fitter.with(steps(30));
    Throwable thrown =
        catchThrowable(
            () ->
                fitter.fit(
                    tone(440),
                    progress -> {
                      throw own;
                    }));
    assertThat(thrown).isSameAs(own);
  }

  @Test
  void concurrentFitsGiveTheSameModelsAsSeparateOnes() throws Exception {
    List<Callable<float[]>> fits = new ArrayList<>();
    List<float[]> alone = new ArrayList<>();
    for (double hertz : new double[] {200, 440, 950}) {
      Callable<float[]> fit =
          () -> parameters(Fitter.with(steps(15)).fit(tone(hertz), progress -> {}));
      fits.add(fit);
      alone.add(fit.call());
    }
    assertThat(together(fits)).usingElementComparator(Arrays::compare).isEqualTo(alone);
  }

  @Test
  void oneModelIsRenderedFromManyThreads() throws Exception {
    Renderer renderer = Renderer.of(Fitter.with(steps(15)).fit(tone(440), progress -> {}));
    float[] alone = renderer.at(48_000).channel(0);
    List<Callable<float[]>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(() -> renderer.at(48_000).channel(0));
    }
    assertThat(together(calls)).allSatisfy(one -> assertThat(one).isEqualTo(alone));
  }

  private static float[] parameters(ClipModel model) {
    return model.segments().getFirst().network().parameters();
  }

  private static List<float[]> together(List<Callable<float[]>> calls)
      throws InterruptedException, ExecutionException {
    List<float[]> results = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(calls.size())) {
      for (Future<float[]> call : pool.invokeAll(calls)) {
        results.add(call.get());
      }
    }
    return results;
  }
}
