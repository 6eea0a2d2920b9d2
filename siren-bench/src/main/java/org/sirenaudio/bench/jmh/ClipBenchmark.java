package org.sirenaudio.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.sirenaudio.bench.Rendering;
import org.sirenaudio.bench.TrainingStep;
import org.sirenaudio.bench.Workload;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.parallel.Workers;

/**
 * What is done to a whole clip: a training step (forward, squared error, backward, Adam), and its
 * rendering.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class ClipBenchmark {

  @Param({"16", "32", "64", "128", "256", "512"})
  public int width = 16;

  @Param("16000")
  public int frames = 16_000;

  @Param({"1", "2"})
  public int threads = 1;

  private Workers workers;
  private TrainingStep step;
  private Rendering rendering;

  Workload work() {
    return new Workload(Workload.USUAL_LAYERS, width, frames);
  }

  @Setup
  public void setUp() {
    workers = Workers.of(threads);
    step = TrainingStep.of(Kernels.best(), work(), workers);
    rendering = Rendering.of(work(), threads);
  }

  @TearDown
  public void tearDown() {
    workers.close();
  }

  @Benchmark
  public double step() {
    return step.run();
  }

  @Benchmark
  public float[] render() {
    return rendering.run();
  }
}
