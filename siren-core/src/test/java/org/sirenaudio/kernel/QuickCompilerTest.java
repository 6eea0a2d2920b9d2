package org.sirenaudio.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.model.ClipModel;

/**
 * A JVM without the slower compiler, where vectors stay objects, gives the same results: it fits
 * the default network without them, and loads them for anything else.
 */
class QuickCompilerTest {

  /** What runs in a JVM of its own. */
  static final class Work {

    private Work() {}

    public static void main(String[] words) {
      int hash = words[0].equals("fit") ? fit() : otherPasses();
      System.out.println(Kernels.best().vectorBits() + " bits: " + hash);
    }

    private static int fit() {
      float[] samples = new float[1000];
      for (int i = 0; i < samples.length; i++) {
        samples[i] =
            (float) (Math.sin(0.1 * i) * Math.sin(0.003 * i) + 0.2 * Math.sin(1e-3 * i * i));
      }
      Clip clip = Clip.of(8000, new float[][] {samples});
      ClipModel model = Fitter.with(FitConfig.balanced()).fit(clip, progress -> {});
      return model.segments().stream()
          .mapToInt(segment -> Arrays.hashCode(segment.network().parameters()))
          .reduce(0, (sum, next) -> 31 * sum + next);
    }

    private static int otherPasses() {
      SplittableRandom random = new SplittableRandom(3);
      float[] matrix = {1, 2, 3, 4, 5, 7};
      Kernels.best().orthogonaliser(3, 2).run(matrix);
      int hash = Arrays.hashCode(matrix);
      double[] taps = random.doubles(32).toArray();
      hash = 31 * hash + Double.hashCode(Kernels.best().between(new float[32], 0, taps, taps, 0));
      for (int depth = 1; depth <= 2; depth++) {
        Layers layers = VectorAgainstScalarTest.chain(1, 1, 5, depth, "SINE");
        float[] parameters = VectorAgainstScalarTest.parameters(layers, random);
        Coordinates anywhere = Coordinates.of(random.doubles(20, -1, 1).toArray(), 1);
        NormalEquations equations = Kernels.best().normalEquations(layers);
        double loss = equations.linearise(parameters, new Points(anywhere, new float[20], 1));
        NetworkKernel network = Kernels.best().network(layers);
        network.load(parameters);
        NetworkKernel.Gradient gradient = network.gradient();
        network.backward(network.workspace(), anywhere, (from, count, y, dy) -> 0, 0, 20, gradient);
        float[] flat = new float[parameters.length];
        gradient.copyTo(flat);
        hash = 31 * (31 * hash + Double.hashCode(loss)) + Arrays.hashCode(flat);
      }
      return hash;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fit", "others"})
  void theResultsAreThoseOfBothCompilers(String work) throws IOException, InterruptedException {
    String both = printed("-XX:TieredStopAtLevel=4", work);
    assertThat(both).startsWith(Kernels.best().vectorBits() + " bits");
    assertThat(printed("-XX:TieredStopAtLevel=1", work)).isEqualTo(both);
  }

  /** With the options of the launcher, which does not load the vector module. */
  private static String printed(String compiler, String work)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("..", "build", "vector.args"),
                compiler,
                "-cp",
                System.getProperty("java.class.path"),
                Work.class.getName(),
                work)
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }
}
