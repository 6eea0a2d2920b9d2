package org.sirenaudio.cli.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipCollector;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.metrics.Metrics;
import org.sirenaudio.model.ClipModel;

/**
 * One kind of network, fitted to a whole recording.
 *
 * @param width of its hidden layers
 * @param parameters learned ones
 * @param lsd log-spectral distance to the recording, log10 of power; NaN if undefined
 * @param model one network over the whole recording
 * @param rendered the model on the recording's sample grid
 * @param history of the fit
 */
record ComparisonFit(
    ComparedNetwork kind,
    int width,
    int parameters,
    double lsd,
    ClipModel model,
    Clip rendered,
    List<FitProgress> history) {

  /**
   * Fits a kind of network.
   *
   * @param wanted approximate number of parameters
   * @param common configuration shared by all kinds
   * @param interrupt stops the fit
   */
  static ComparisonFit run(
      ComparedNetwork kind, int wanted, Clip clip, FitConfig common, Interrupt interrupt) {
    int width = kind.width(wanted);
    // A plain ReLU network stays at silence; the comparison should show that.
    Fitter fitter = Fitter.with(kind.config(common, width)).keepingPoor();
    interrupt.stops(fitter::stop);
    List<FitProgress> history = new ArrayList<>();
    ClipCollector rendered = new ClipCollector(clip.sampleRate(), clip.frames());
    FitListener listener =
        new FitListener() {
          @Override
          public void progress(FitProgress progress) {
            history.add(progress);
            // The interruption may have come during another kind's fit.
            if (interrupt.happened()) {
              fitter.stop();
            }
          }

          @Override
          public void rendered(float[][] block, int frames) {
            rendered.add(block, frames);
          }
        };
    ClipModel model = fitter.fit(clip, listener);
    int parameters = kind.parameters(width);
    Clip sound = rendered.clip();
    return new ComparisonFit(kind, width, parameters, lsd(clip, sound), model, sound, history);
  }

  /** Its quality figures. */
  FitMetadata metadata() {
    return FitMetadata.of(model);
  }

  private static double lsd(Clip clip, Clip rendered) {
    try {
      return Metrics.byName("lsd").orNaN(clip.samples(), rendered.samples());
    } catch (BadDataException | IllegalArgumentException e) {
      return Double.NaN;
    }
  }

  /** Seconds of fitting. */
  double seconds() {
    return history.getLast().elapsedSeconds();
  }

  /**
   * The output or a time derivative.
   *
   * @param frames instants in frames of the recording
   * @param order 0, 1 or 2; derivatives are per millisecond to that power
   * @return for the first channel
   */
  double[] derivative(double[] frames, int order) {
    double[][][] x = {
      Arrays.stream(frames)
          .mapToObj(f -> new double[] {model.segments().getFirst().coordinate(f)})
          .toArray(double[][]::new)
    };
    double perMillisecond = 2e-3 * model.sampleRate() / Math.max(1, model.frames() - 1);
    double unit = model.scale() * Math.pow(perMillisecond, order);
    return Arrays.stream(model.segments().getFirst().network().derivative(x, order)[0])
        .mapToDouble(y -> unit * y[0])
        .toArray();
  }
}
