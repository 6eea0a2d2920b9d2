package org.sirenaudio.fit.train;

import java.util.Arrays;
import java.util.List;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;

/**
 * Restores removed channel offsets in the biases of the networks' final layers. The cross-fade
 * weights of windows sum to one, so the offset is the same everywhere.
 */
public final class Offset {

  private Offset() {}

  /**
   * The windows with an offset added to each channel; unchanged if all are 0.
   *
   * @param offsets amplitudes, one per channel
   * @param scale amplitude of a network output of 1
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
