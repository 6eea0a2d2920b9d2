package org.sirenaudio.layer;

import java.util.List;
import java.util.stream.Stream;

/**
 * A chain of fully connected layers and their positions in the flat parameter array: layer by
 * layer, the weight {@code [out, in]} in row-major order and then the bias {@code [out]}, as in
 * PyTorch's {@code parameters()}.
 *
 * @param list at least one activated layer and a final linear one, with matching features
 */
public record Layers(List<LayerSpec> list) {

  /** Maximum array length. */
  private static final int MOST_PARAMETERS = Integer.MAX_VALUE - 8;

  /**
   * @throws IllegalArgumentException if the layers do not form such a chain, or have more
   *     parameters than an array holds
   */
  public Layers {
    list = List.copyOf(list);
    if (list.size() < 2) {
      throw new IllegalArgumentException("a network needs a first and a final layer");
    }
    for (int i = 1; i < list.size(); i++) {
      if (list.get(i).inFeatures() != list.get(i - 1).passedFeatures()) {
        throw new IllegalArgumentException(
            "layer %d takes %d features but the previous layer has %d"
                .formatted(i, list.get(i).inFeatures(), list.get(i - 1).passedFeatures()));
      }
      if (list.get(i).activation() instanceof Activation.Filtered(int block)
          && !(list.getFirst().activation() instanceof Joint.Filters filters
              && block < filters.count()
              && list.getFirst().blockRows() == list.get(i).rows())) {
        throw new IllegalArgumentException(
            "layer %d needs filter %d in the first layer".formatted(i, block));
      }
    }
    if (!(list.getLast().activation() instanceof Activation.Linear)) {
      throw new IllegalArgumentException("the final layer must be linear");
    }
    double parameters = 0;
    for (LayerSpec layer : list) {
      parameters += (double) layer.weightRows() * layer.weightColumns() + layer.rows();
    }
    if (parameters > MOST_PARAMETERS) {
      throw new IllegalArgumentException(
          "a network of %.0f parameters is too large; the limit is %d"
              .formatted(parameters, MOST_PARAMETERS));
    }
  }

  /**
   * Returns a layer, counted from 0.
   *
   * @throws IndexOutOfBoundsException if there is no such layer
   */
  public LayerSpec get(int layer) {
    return list.get(layer);
  }

  /** Number of layers, including the final one. */
  public int size() {
    return list.size();
  }

  /** Returns the number of inputs of the first layer. */
  public int inFeatures() {
    return list.getFirst().inFeatures();
  }

  /** Returns the number of outputs of the last layer. */
  public int outFeatures() {
    return list.getLast().outFeatures();
  }

  /**
   * The sizes that workspaces depend on: input features, features of every layer, and their blocks.
   */
  public List<Integer> features() {
    return Stream.concat(
            Stream.of(inFeatures()),
            list.stream()
                .flatMap(
                    layer ->
                        layer.activation() instanceof Activation.Pointwise
                            ? Stream.of(layer.rows())
                            : Stream.of(-layer.rows(), -layer.outFeatures(), -layer.blockRows())))
        .toList();
  }

  /** Blocks of a layer's input features. */
  public int inBlocks(int layer) {
    return layer == 0 ? 1 : get(layer - 1).passedBlocks();
  }

  /** Returns the number of weights and biases of all layers. */
  public int parameterCount() {
    return weightOffset(size());
  }

  /**
   * Offset of a layer's weight in the flat parameter array.
   *
   * @param layer from 0; the number of layers gives the end of the array
   */
  public int weightOffset(int layer) {
    int offset = 0;
    for (int i = 0; i < layer; i++) {
      offset = Math.addExact(offset, get(i).parameterCount());
    }
    return offset;
  }

  /** Offset of a layer's bias in the flat parameter array. */
  public int biasOffset(int layer) {
    return weightOffset(layer) + get(layer).weightCount();
  }

  /**
   * FLOPs per frame of the hidden matrix products, forward; a training step takes three times as
   * many.
   */
  public long matrixFlops() {
    long flops = 0;
    for (LayerSpec layer : list.subList(1, size() - 1)) {
      flops += 2L * layer.inFeatures() * layer.rows();
    }
    return flops;
  }
}
