package org.sirenaudio.kernel;

import java.util.List;
import java.util.stream.Stream;

/**
 * A chain of fully connected layers and where each one's numbers lie in the flat parameter array:
 * layer after layer, the weight {@code [out, in]} row by row and then the bias {@code [out]}, the
 * order of PyTorch's {@code parameters()}.
 *
 * @param layers at least one activated layer and a final linear one, each taking what the one
 *     before gives
 */
public record NetworkSpec(List<LayerSpec> layers) {

  /** What one array holds. */
  private static final int MOST_PARAMETERS = Integer.MAX_VALUE - 8;

  public NetworkSpec {
    layers = List.copyOf(layers);
    if (layers.size() < 2) {
      throw new IllegalArgumentException("a network needs a first and a final layer");
    }
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i).inFeatures() != layers.get(i - 1).outFeatures()) {
        throw new IllegalArgumentException(
            "layer %d takes %d features, the one before gives %d"
                .formatted(i, layers.get(i).inFeatures(), layers.get(i - 1).outFeatures()));
      }
    }
    if (layers.getLast().activation() != Activation.LINEAR) {
      throw new IllegalArgumentException("the final layer must be linear");
    }
    double parameters = 0;
    for (LayerSpec layer : layers) {
      parameters += layer.outFeatures() * (layer.inFeatures() + 1.0);
    }
    if (parameters > MOST_PARAMETERS) {
      throw new IllegalArgumentException(
          "a network of %.0f parameters is too large; it may have %d"
              .formatted(parameters, MOST_PARAMETERS));
    }
  }

  public int inFeatures() {
    return layers.getFirst().inFeatures();
  }

  public int outFeatures() {
    return layers.getLast().outFeatures();
  }

  /** Features of the inputs and of every layer: what workspaces depend on. */
  public List<Integer> features() {
    return Stream.concat(layers.stream().map(LayerSpec::inFeatures), Stream.of(outFeatures()))
        .toList();
  }

  public int parameterCount() {
    return weightOffset(layers.size());
  }

  /** Where the weight of a layer begins in the flat parameter array. */
  public int weightOffset(int layer) {
    int offset = 0;
    for (int i = 0; i < layer; i++) {
      offset = Math.addExact(offset, layers.get(i).parameterCount());
    }
    return offset;
  }

  /** Where the bias of a layer begins in the flat parameter array. */
  public int biasOffset(int layer) {
    LayerSpec spec = layers.get(layer);
    return weightOffset(layer) + spec.inFeatures() * spec.outFeatures();
  }

  /**
   * FLOPs per frame of the hidden matrix products alone, forward; a training step does three times
   * as many.
   */
  public long matrixFlops() {
    long flops = 0;
    for (LayerSpec layer : layers.subList(1, layers.size() - 1)) {
      flops += 2L * layer.inFeatures() * layer.outFeatures();
    }
    return flops;
  }
}
