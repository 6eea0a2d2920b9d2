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
import org.openjdk.jmh.annotations.Warmup;
import org.sirenaudio.bench.Rendering;
import org.sirenaudio.bench.Workload;

/** The rendering of a whole clip at its own rate. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class RenderBenchmark {

  @Param({"16", "32", "64", "128", "256", "512"})
  public int width = 16;

  @Param("48000")
  public int frames = 48_000;

  @Param({"1", "2"})
  public int threads = 1;

  private Rendering rendering;

  Workload work() {
    return new Workload(Workload.USUAL_LAYERS, width, frames);
  }

  @Setup
  public void setUp() {
    rendering = Rendering.of(work(), threads);
  }

  @Benchmark
  public float[] render() {
    return rendering.run();
  }
}
