package org.sirenaudio.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.Warmup;
import org.sirenaudio.bench.work.SecondOrderStep;
import org.sirenaudio.bench.work.Workload;
import org.sirenaudio.kernel.Kernels;

/**
 * The linear system of a Levenberg–Marquardt step of one network, and its solution, on one thread.
 * The counter {@code gigaflops} gives the FLOPs of JᵀJ and of the factorisation per second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class SecondOrderBenchmark {

  /** Counts FLOPs. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Work {
    public double gigaflops;
  }

  @Param({"4", "8", "16", "24"})
  public int width = 16;

  @Param("2")
  public int layers = 2;

  /** About as many points as a network of this width learns. */
  @Param("512")
  public int points = 512;

  private SecondOrderStep step;

  Workload work() {
    return new Workload(layers, width, points);
  }

  SecondOrderStep stepper() {
    return step;
  }

  @Setup
  public void setUp() {
    step = SecondOrderStep.of(Kernels.best(), work());
  }

  @Benchmark
  public float[] step(Work done) {
    done.gigaflops += 1e-9 * SecondOrderStep.flops(work());
    return step.run();
  }
}
