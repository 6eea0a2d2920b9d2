package org.sirenaudio.cli.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.dsp.SincInterpolator;
import org.sirenaudio.fit.FitConfig;
import org.sirenaudio.fit.NetworkFit;

/** Kinds of networks, each one network over the whole clip, with as many parameters. */
record KindComparison(Clip clip, List<Entry> entries) {

  /**
   * One kind's fit.
   *
   * @param parameters learned
   * @param betweenDb SNR halfway between the samples, against their band-limited interpolation
   * @param rendered the network on the clip's grid
   */
  record Entry(
      KindSetup kind, int width, int parameters, NetworkFit fit, double betweenDb, Clip rendered) {

    /**
     * The value or a derivative by time.
     *
     * @param frames instants in frames of the clip
     * @param order 0, 1 or 2; per millisecond to that power
     * @return of the first channel
     */
    double[] derivative(double[] frames, int order) {
      double[][][] x = {
        Arrays.stream(frames).mapToObj(f -> new double[] {place(f)}).toArray(double[][]::new)
      };
      double perMillisecond = 2e-3 * rendered.sampleRate() / Math.max(1, rendered.frames() - 1);
      double unit = fit.scale() * Math.pow(perMillisecond, order);
      return Arrays.stream(fit.network().derivative(x, order)[0])
          .mapToDouble(y -> unit * y[0])
          .toArray();
    }

    private double place(double frame) {
      return coordinate(rendered, frame);
    }
  }

  /**
   * Fits all kinds.
   *
   * @param parameters that each shall have; its width is the one that comes nearest
   * @param config of the fit of a kind whose factor of the rates is 1
   */
  static KindComparison run(
      Clip clip, List<KindSetup> kinds, int parameters, FitConfig config, BooleanSupplier stopped) {
    List<Entry> entries = new ArrayList<>();
    for (KindSetup kind : kinds) {
      int width = kind.width(parameters);
      FitConfig own = config.withRates(config.rates().times(kind.rateFactor()));
      NetworkFit fit = NetworkFit.run(kind.network().apply(width), clip, own, stopped);
      Clip rendered = Clip.of(clip.sampleRate(), answers(fit, clip, 0));
      int learned = kind.parameters().applyAsInt(width);
      entries.add(new Entry(kind, width, learned, fit, betweenDb(fit, clip), rendered));
    }
    return new KindComparison(clip, entries);
  }

  private static double betweenDb(NetworkFit fit, Clip clip) {
    SincInterpolator sinc = SincInterpolator.create();
    int margin = (int) Math.ceil(sinc.radius());
    float[][] answers = answers(fit, clip, 0.5);
    ErrorSum sum = new ErrorSum();
    for (int c = 0; c < answers.length; c++) {
      for (int i = margin; i < clip.frames() - margin; i++) {
        sum.add(sinc.at(clip.channel(c), i + 0.5), answers[c][i]);
      }
    }
    return sum.snrDb();
  }

  /** The network's amplitudes a part of a frame after each frame, {@code [channels][frames]}. */
  private static float[][] answers(NetworkFit fit, Clip clip, double part) {
    int channels = clip.channels();
    double[] x = new double[clip.frames()];
    Arrays.setAll(x, i -> coordinate(clip, i + part));
    float[] y = fit.network().forward(x, x.length);
    float[][] answers = new float[channels][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int c = 0; c < channels; c++) {
        answers[c][i] = (float) (fit.scale() * y[i * channels + c]);
      }
    }
    return answers;
  }

  static double coordinate(Clip clip, double frame) {
    return -1 + 2 * frame / Math.max(1, clip.frames() - 1);
  }
}
