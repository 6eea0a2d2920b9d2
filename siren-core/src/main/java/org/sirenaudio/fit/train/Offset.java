package org.sirenaudio.fit.train;

import java.util.Arrays;
import java.util.List;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;

/**
 * Gives networks of a recording whose offsets had been taken away those offsets back, in the biases
 * of their final layers. Windows are cross-faded by weights that add up to one, so it comes to the
 * same offset everywhere.
 */
public final class Offset {

  private Offset() {}

  /**
   * The same windows, higher by an offset in each channel; themselves where all are 0.
   *
   * @param offsets amplitudes, one for each channel
   * @param scale amplitude that a network's output of 1 stands for
   */
  public static List<Segment> added(List<Segment> segments, double[] offsets, double scale) {
    if (Arrays.stream(offsets).allMatch(offset -> offset == 0)) {
      return segments;
    }
    return segments.stream()
        .map(
            segment ->
                new Segment(
                    segment.firstFrame(),
                    segment.frames(),
                    segment.spec(),
                    () -> added(segment.network(), offsets, scale)))
        .toList();
  }

  private static Network added(Network network, double[] offsets, double scale) {
    float[] values = network.parameters().clone();
    Layers layers = network.layers();
    int bias = layers.biasOffset(layers.size() - 1);
    for (int c = 0; c < offsets.length; c++) {
      values[bias + c] = (float) (values[bias + c] + offsets[c] / scale);
    }
    return Network.of(network.spec(), values);
  }
}
