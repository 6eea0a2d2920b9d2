package org.sirenaudio.fit.pursuit;

import org.sirenaudio.layer.Layers;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/**
 * Writes a series as one hidden layer of sines, under Gaussians if the dictionary has envelopes; a
 * feature per sinusoid, or with several channels, whose phases differ, two. omega0 is that of the
 * dictionary's lowest frequency times a power of two, so that the weights are exact in single
 * precision; phases are within ±π at the window's centre.
 */
record SineLayer(SparseSeries series, int channels) {

  static Network of(SparseSeries series, NetworkSpec template) {
    return new SineLayer(series, template.outFeatures()).network(template);
  }

  /** A network without any sinusoid. */
  static Network silent(NetworkSpec template) {
    NetworkSpec spec = template.withHiddenFeatures(1);
    return Network.of(spec, new float[spec.parameterCount()]);
  }

  private Network network(NetworkSpec template) {
    Dictionary dictionary = series.dictionary();
    int perCell = channels == 1 ? 1 : 2;
    double half = 0.5 * (dictionary.frames() - 1);
    double turn = 2 * Math.PI / dictionary.period();
    int scale = Math.max(1, Integer.highestOneBit(highestMultiple()));
    double omega0 = scale * Math.max(turn * half, 0.5 * turn);
    NetworkSpec spec =
        template.withHiddenFeatures(Math.max(1, perCell * series.count())).withFirstOmega0(omega0);
    float[] values = new float[spec.parameterCount()];
    Layers layers = spec.layers();
    int weight = layers.weightOffset(0);
    int bias = layers.biasOffset(0);
    int last = layers.weightOffset(1);
    double narrow = 1 / (Math.sqrt(2) * dictionary.deviation() * omega0);
    for (int c = 0; c < channels; c++) {
      values[layers.biasOffset(1) + c] = (float) series.cosine(c, 0);
    }
    int feature = 0;
    for (int cell = 1; cell < dictionary.cells(); cell++) {
      double centre = dictionary.centre(cell);
      for (int part = 0; part < perCell && series.isChosen(cell); part++) {
        double phase =
            perCell == 1
                ? Math.atan2(series.cosine(0, cell), series.sine(0, cell))
                : part * Math.PI / 2;
        int multiple = dictionary.multiple(cell);
        values[weight + feature] = (float) ((double) multiple / scale);
        values[bias + feature] =
            (float) (turned(turn * multiple * (half - centre) + phase) / omega0);
        if (narrow > 0) {
          int bell = spec.hiddenFeatures() + feature;
          values[weight + bell] = (float) (narrow * half);
          values[bias + bell] = (float) (narrow * (half - centre));
        }
        for (int c = 0; c < channels; c++) {
          double cosine = series.cosine(c, cell);
          double sine = series.sine(c, cell);
          double amplitude = perCell == 1 ? Math.hypot(cosine, sine) : part == 0 ? sine : cosine;
          values[last + c * spec.hiddenFeatures() + feature] = (float) amplitude;
        }
        feature++;
      }
    }
    return Network.of(spec, values);
  }

  private int highestMultiple() {
    Dictionary dictionary = series.dictionary();
    int highest = 0;
    for (int cell = 1; cell < dictionary.cells(); cell++) {
      if (series.isChosen(cell)) {
        highest = Math.max(highest, dictionary.multiple(cell));
      }
    }
    return highest;
  }

  /** An angle without whole turns, within ±π. */
  private static double turned(double angle) {
    return Math.IEEEremainder(angle, 2 * Math.PI);
  }
}
