package org.sirenaudio.bench.work;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import org.sirenaudio.fit.report.FitProgress;

/** Times the fitter's own training step, from its progress reports. */
public record FitterStepTimer(Workload work, int threads) {

  private static final double RATE = 16_000;

  /** Fits for some time and returns the seconds per step. */
  public double secondsPerStep(double atLeast) {
    float[] samples = new float[work.frames()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Workload.target(i);
    }
    FitConfig config =
        FitConfig.paper()
            .withNetwork(
                n ->
                    n.withNumLayers(work.layers())
                        .withHiddenFeatures(work.width())
                        .withFirstFrequency(new Frequency.Omega0(work.spec().firstOmega0())))
            .withThreads(threads);
    Fitter fitter = Fitter.with(config);
    Watch watch = new Watch(fitter, atLeast);
    fitter.fit(Clip.of(RATE, new float[][] {samples}), watch::hear);
    return watch.secondsPerStep();
  }

  /** Stops the fit in time; called by the fitter from one thread at a time. */
  private static final class Watch {
    private final Fitter fitter;
    private final double seconds;
    private int firstStep = -1;
    private double firstSeconds;
    private int steps;
    private double elapsed;

    Watch(Fitter fitter, double seconds) {
      this.fitter = fitter;
      this.seconds = seconds;
    }

    synchronized void hear(FitProgress progress) {
      if (firstStep < 0) {
        firstStep = progress.step();
        firstSeconds = progress.elapsedSeconds();
      } else if (progress.step() > firstStep + steps) {
        steps = progress.step() - firstStep;
        elapsed = progress.elapsedSeconds() - firstSeconds;
        if (elapsed >= seconds) {
          fitter.stop();
        }
      }
    }

    synchronized double secondsPerStep() {
      return elapsed / steps;
    }
  }
}
