package org.sirenaudio.bench.jmh;

import java.util.SplittableRandom;
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
import org.sirenaudio.bench.work.Workload;
import org.sirenaudio.fit.config.LearningRates;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.gradient.LayerRates;
import org.sirenaudio.optim.Adam;
import org.sirenaudio.optim.Optimiser;

/** One step of an optimiser on a network of four sine layers; the gradient is random and fixed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class OptimiserBenchmark {

  static final double RATE = 1e-4;

  @Param({"16", "32", "64", "128", "256", "512"})
  public int width = 16;

  private Optimiser adam;
  private Optimiser muon;
  private float[] parameters;
  private float[] gradient;

  Workload work() {
    return new Workload(Workload.USUAL_LAYERS, width, 1);
  }

  float[] gradient() {
    return gradient;
  }

  @Setup
  public void setUp() {
    parameters = work().parameters();
    gradient = new float[parameters.length];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (float) random.nextDouble(-1, 1);
    }
    adam = Adam.of(parameters.length, RATE);
    // As in a fit: Muon for the hidden matrices, Adam for the rest.
    LearningRates rates = new LearningRates.Uniform(RATE);
    muon = LayerRates.optimiser(OptimiserKind.MUON, rates, work().spec().layers(), 0);
  }

  @Benchmark
  public float[] adam() {
    adam.step(parameters, gradient, 1);
    return parameters;
  }

  @Benchmark
  public float[] muon() {
    muon.step(parameters, gradient, 1);
    return parameters;
  }
}
