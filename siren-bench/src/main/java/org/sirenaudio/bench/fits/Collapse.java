package org.sirenaudio.bench.fits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.bench.page.Markdown;
import org.sirenaudio.bench.page.Numbers;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.fit.config.LearningRates;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.gradient.LayerRates;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.layer.OutputLoss;
import org.sirenaudio.metrics.Snr;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;
import org.sirenaudio.optim.Optimiser;

/**
 * Follows one network through a collapse, step by step, beside the same network at stable rates:
 * how its weights evolve when the fit falls back to silence.
 */
final class Collapse {

  private static final double START = 0.5;
  private static final double SECONDS = 0.25;
  private static final double FIRST_HZ = 2000;
  private static final int STEPS = 640;

  /** Steps at which the network is inspected. */
  private static final List<Integer> INSPECTED = List.of(0, 10, 40, 160, STEPS - 1);

  private static final NetworkSpec NETWORK =
      NetworkSpec.siren(64, 4, Nonlinearity.Sine.omega0(FIRST_HZ, SECONDS), 30);

  /**
   * @param rates in effective units: how far a step moves the arguments of a layer's sines
   */
  private record Trial(String name, LearningRates rates) {}

  private static final List<Trial> TRIALS =
      List.of(
          new Trial("stable rates", new LearningRates.Effective(0.06, 0.03, 0.03, 3e-3)),
          new Trial("first layer × 20", new LearningRates.Effective(1.2, 0.03, 0.03, 3e-3)),
          new Trial("hidden layers × 20", new LearningRates.Effective(0.06, 0.6, 0.03, 3e-3)));

  private Collapse() {}

  /** The section of the page. */
  static void write(Path speech, Markdown page) throws IOException {
    Clip whole = Clip.read(speech);
    int from = (int) (START * whole.sampleRate());
    Clip clip = whole.slice(from, (int) (SECONDS * whole.sampleRate()));
    List<List<String>> rows = new ArrayList<>();
    for (Trial trial : TRIALS) {
      follow(trial, clip, rows);
    }
    page.table(
        List.of("rates", "step", "SNR", "first layer moved", "hidden weights", "last weights"),
        rows);
  }

  /** Plain Adam without recovery, on all samples at every step. */
  private static void follow(Trial trial, Clip clip, List<List<String>> rows)
      throws BadDataException {
    Network network = Network.create(NETWORK, 1);
    float[] first = network.parameters().clone();
    float[] gradient = new float[first.length];
    Optimiser optimiser =
        LayerRates.optimiser(OptimiserKind.ADAM, trial.rates(), network.layers(), 0);
    double[] x = coordinates(clip);
    double scale = clip.peak();
    OutputLoss loss = squares(clip, scale);
    for (int step = 0; step < STEPS; step++) {
      if (INSPECTED.contains(step)) {
        rows.add(row(trial, step, snrDb(clip, network, scale), network, first));
      }
      network.gradient(x, x.length, loss, gradient);
      optimiser.step(network.parameters(), gradient, 1);
    }
  }

  private static double[] coordinates(Clip clip) {
    double[] x = new double[clip.frames()];
    Arrays.setAll(x, i -> -1 + 2.0 * i / (x.length - 1));
    return x;
  }

  /** The mean squared error relative to the scaled samples. */
  private static OutputLoss squares(Clip clip, double scale) {
    float[] samples = clip.channel(0);
    return (from, count, y, dy) -> {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        double error = y[i] - samples[from + i] / scale;
        dy[i] = (float) (2 * error / samples.length);
        sum += error * error / samples.length;
      }
      return sum;
    };
  }

  private static List<String> row(
      Trial trial, int step, double db, Network network, float[] first) {
    Layers layers = network.layers();
    float[] now = network.parameters();
    float[] moved = new float[now.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = now[i] - first[i];
    }
    int last = layers.size() - 1;
    double hidden = 0;
    for (int l = 1; l < last; l++) {
      hidden += effective(layers, l, now) / (last - 1);
    }
    return List.of(
        trial.name(),
        Integer.toString(step),
        Numbers.decibels(db),
        String.format(Locale.ROOT, "%.2f rad", effective(layers, 0, moved)),
        String.format(Locale.ROOT, "%.2f", hidden),
        String.format(Locale.ROOT, "%.4f", effective(layers, last, now)));
  }

  /**
   * Root mean square of a layer's weights, times its omega0, times the square root of its number of
   * inputs.
   */
  private static double effective(Layers layers, int l, float[] parameters) {
    LayerSpec layer = layers.get(l);
    double sum = 0;
    for (int i = layers.weightOffset(l); i < layers.biasOffset(l); i++) {
      sum += (double) parameters[i] * parameters[i];
    }
    return layer.omega0() * Math.sqrt(sum / layer.outFeatures());
  }

  private static double snrDb(Clip clip, Network network, double scale) throws BadDataException {
    double[] x = coordinates(clip);
    float[] y = network.forward(x, x.length);
    for (int i = 0; i < y.length; i++) {
      y[i] *= (float) scale;
    }
    return new Snr().of(new float[][] {clip.channel(0)}, new float[][] {y});
  }
}
