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
import org.sirenaudio.bench.work.Workload;
import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NetworkKernel;
import org.sirenaudio.layer.OutputLoss;

/**
 * The passes of one network on one thread. Four sine layers are mostly matrix products; one sine
 * layer has none: only the sine activation with the first and the final layer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class PassBenchmark {

  static final int FRAMES = 2048;

  @Param({"1", "4"})
  public int layers = 4;

  @Param({"16", "32", "64", "128", "256", "512"})
  public int width = 16;

  private NetworkKernel network;
  private NetworkKernel.Workspace workspace;
  private NetworkKernel.Gradient gradient;
  private Coordinates coordinates;
  private OutputLoss loss;
  private float[] outputs;
  private float[] flat;

  Workload work() {
    return new Workload(layers, width, FRAMES);
  }

  @Setup
  public void setUp() {
    Workload work = work();
    network = Kernels.best().network(work.spec().layers());
    network.load(work.parameters());
    workspace = network.workspace();
    gradient = network.gradient();
    coordinates = work.coordinates();
    loss = work.loss();
    outputs = new float[FRAMES];
    flat = new float[work.spec().layers().parameterCount()];
  }

  @Benchmark
  public float[] forward() {
    network.forward(workspace, coordinates, 0, FRAMES, outputs, 0);
    return outputs;
  }

  @Benchmark
  public float[] backward() {
    gradient.clear();
    network.backward(workspace, coordinates, loss, 0, FRAMES, gradient);
    gradient.copyTo(flat);
    return flat;
  }
}
