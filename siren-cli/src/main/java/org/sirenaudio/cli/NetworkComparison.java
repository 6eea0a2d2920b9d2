package org.sirenaudio.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.SincInterpolator;
import org.sirenaudio.fit.FitConfig;
import org.sirenaudio.fit.NetworkFit;
import org.sirenaudio.kernel.NetworkSpec;
import org.sirenaudio.network.Inr;
import org.sirenaudio.network.Mlp;
import org.sirenaudio.network.MlpConfig;
import org.sirenaudio.network.Siren;
import org.sirenaudio.network.SirenConfig;

/** Kinds of networks, each one network over the whole clip, with as many parameters. */
record NetworkComparison(Clip clip, List<Entry> entries) {

  private static final int MOST_WIDTH = 4096;

  /**
   * One kind's fit.
   *
   * @param parameters learned
   * @param betweenDb SNR halfway between the samples, against their band-limited interpolation
   * @param rendered the network on the clip's grid
   */
  record Entry(
      String name, int width, int parameters, NetworkFit fit, double betweenDb, Clip rendered) {

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
   * @param width of the SIREN; the others are as wide as its number of parameters allows
   * @param firstHz highest first-layer frequency of the SIREN at the start
   */
  static NetworkComparison run(
      Clip clip, int width, double firstHz, FitConfig config, BooleanSupplier stopped) {
    int layers = config.numLayers();
    int channels = clip.channels();
    SirenConfig siren =
        SirenConfig.of(
                width, layers, SirenConfig.omega0(firstHz, clip.seconds()), config.hiddenOmega0())
            .withOutFeatures(channels);
    int octaves = MlpConfig.octaves(clip.frames());
    IntFunction<MlpConfig> plain = w -> new MlpConfig(channels, w, layers, 0);
    IntFunction<MlpConfig> encoded = w -> new MlpConfig(channels, w, layers, octaves);
    int wanted = siren.parameterCount();
    int plainWidth = nearest(wanted, w -> plain.apply(w).parameterCount());
    int encodedWidth = nearest(wanted, w -> encoded.apply(w).parameterCount());
    long seed = config.randomSeed();
    List<Entry> entries = new ArrayList<>();
    entries.add(
        entry(
            "ReLU", plainWidth, Mlp.create(plain.apply(plainWidth), seed), clip, config, stopped));
    entries.add(
        entry(
            "ReLU with positional encoding",
            encodedWidth,
            Mlp.create(encoded.apply(encodedWidth), seed),
            clip,
            config,
            stopped));
    entries.add(entry("SIREN", width, Siren.create(siren, seed), clip, config, stopped));
    return new NetworkComparison(clip, entries);
  }

  /** The width whose parameters are nearest to the wanted number. */
  private static int nearest(int wanted, IntUnaryOperator parameters) {
    int width = 1;
    while (width < MOST_WIDTH && parameters.applyAsInt(width + 1) <= wanted) {
      width++;
    }
    return wanted - parameters.applyAsInt(width) <= parameters.applyAsInt(width + 1) - wanted
        ? width
        : width + 1;
  }

  private static Entry entry(
      String name, int width, Inr network, Clip clip, FitConfig config, BooleanSupplier stopped) {
    NetworkFit fit = NetworkFit.run(network, clip, config, stopped);
    NetworkSpec spec = network.spec();
    int parameters = spec.parameterCount() - spec.weightOffset(network.fixedLayers());
    Clip rendered = Clip.of(clip.sampleRate(), answers(fit, clip, 0));
    return new Entry(name, width, parameters, fit, betweenDb(fit, clip), rendered);
  }

  private static double betweenDb(NetworkFit fit, Clip clip) {
    SincInterpolator sinc = SincInterpolator.create();
    int margin = (int) Math.ceil(sinc.radius());
    float[][] answers = answers(fit, clip, 0.5);
    double signal = 0;
    double error = 0;
    for (int c = 0; c < answers.length; c++) {
      for (int i = margin; i < clip.frames() - margin; i++) {
        double value = sinc.at(clip.channel(c), i + 0.5);
        signal += value * value;
        error += Math.pow(value - answers[c][i], 2);
      }
    }
    return 10 * Math.log10(signal / error);
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
