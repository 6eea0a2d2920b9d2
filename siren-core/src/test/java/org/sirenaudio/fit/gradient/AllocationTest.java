package org.sirenaudio.fit.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.config.BatchSize;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.data.ClipAnalysis;
import org.sirenaudio.fit.plan.FitPlan;
import org.sirenaudio.fit.train.WindowTask;
import org.sirenaudio.fit.train.WindowTasks;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.loss.HybridLoss;
import org.sirenaudio.loss.LossScratch;
import org.sirenaudio.parallel.Workers;

/** A step of a network that fits one core allocates nothing once the JVM has compiled it. */
class AllocationTest {
  private static final int ROUNDS = 60;
  private static final int STEPS = 200;

  @ParameterizedTest
  @CsvSource({"MUON, 24", "ADAM, 24", "MUON, 48"})
  void stepsAllocateNothing(OptimiserKind optimiser, int width) {
    assumeTrue(Kernels.best().vectorBits() > 0, "the scalar oracle may allocate");
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
        "this JVM does not count bytes");
    float[] samples = new float[4000];
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (float) Math.sin(0.1 * n);
    }
    Clip clip = Clip.of(8000, new float[][] {samples});
    FitConfig config =
        FitConfig.balanced()
            .withWindows(w -> w.withCount(1))
            .withNetwork(n -> n.withHiddenFeatures(width))
            .withTraining(t -> t.withOptimiser(optimiser).withBatch(new BatchSize.Points(512)));
    FitPlan plan = FitPlan.of(clip, ClipAnalysis.of(clip), config);
    WindowTask task = WindowTasks.of(clip, plan, 1, new double[] {1}, config).of(0);
    GradientTrainer trainer = new GradientTrainer(task, config, new GradientPass.Scratch());
    try (Workers alone = Workers.of(1)) {
      assertThat(leastBytes(() -> trainer.step(0.5, alone))).as("bytes a step").isLessThan(1);
    }
  }

  @Test
  void lossesOnSpectraAllocateNothing() {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
        "this JVM does not count bytes");
    HybridLoss loss = new HybridLoss();
    LossScratch scratch = new LossScratch();
    float[] prediction = new float[1280];
    float[] target = new float[1280];
    for (int n = 0; n < target.length; n++) {
      target[n] = (float) Math.sin(0.1 * n);
    }
    float[] gradient = new float[1280];
    double bytes =
        leastBytes(() -> loss.evaluate(prediction, target, 1280, 1, 1, gradient, scratch));
    assertThat(bytes).as("bytes an evaluation").isLessThan(1);
  }

  /** Bytes that a task allocates each time, once compiled. */
  private static double leastBytes(Runnable task) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double least = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS && least >= 1; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < STEPS; i++) {
        task.run();
      }
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      least = Math.min(least, bytes / (double) STEPS);
    }
    return least;
  }
}
