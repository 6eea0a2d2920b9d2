package org.sirenaudio.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;

class WithoutVectorModuleTest {

  /** What runs in a JVM without the module. */
  static final class Fits {

    private Fits() {}

    public static void main(String[] words) {
      float[] samples = new float[400];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) Math.sin(0.1 * i);
      }
      Clip clip = Clip.of(8000, new float[][] {samples});
      Fitter fitter = Fitter.with(FitConfig.balanced().withBudget(new Budget.Steps(5)));
      for (int times = 0; times < 2; times++) {
        fitter.keepingPoor().fit(clip, progress -> {});
      }
      System.out.println(Kernels.best().vectorBits());
    }
  }

  @Test
  void theLibraryWarnsOnceAndRunsScalarCode() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Fits.class.getName())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines()).last().isEqualTo("0");
    assertThat(said)
        .containsOnlyOnce("start Java with --add-modules jdk.incubator.vector")
        .doesNotContain("Exception");
  }
}
