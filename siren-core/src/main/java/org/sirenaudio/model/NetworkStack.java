package org.sirenaudio.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/**
 * The stored parameters of networks of one shape, one network per row.
 *
 * @param shape of the networks
 * @param rows number of networks
 * @param parts weight and bias of the first learned layer, of the next, and so on
 * @param scales {@code [rows, parts]}, the quantisation step of a network's part; null if values
 *     are stored directly, which is never so for integers
 */
record NetworkStack(Shape shape, int rows, List<Part> parts, @Nullable StoredTensor scales) {

  /** Name of the tensor of scales, after the stack's prefix. */
  static final String SCALES = "scales";

  private static final long MOST_FEATURES = 1 << 20;

  private static final long MOST_NODES = 1 << 26;

  private static final int MOST_LAYERS = 1 << 16;

  /** A larger one could make a weight infinite. */
  private static final float MOST_SCALE = Float.MAX_VALUE / (1 << 15);

  /**
   * The common shape of a stack's tensors.
   *
   * @param in input features of the first learned layer
   * @param hidden features of every hidden layer
   * @param layers number of hidden layers
   * @param out output features
   * @param structure of the hidden layers
   * @param nodes of a grid before them, 0 if there is none
   * @param features per node
   */
  record Shape(
      int in, int hidden, int layers, int out, Nonlinearity structure, int nodes, int features) {

    private static final String TABLE = "encoding.weight";

    /** Those that differ only in width are adjacent. */
    static final Comparator<Shape> ORDER =
        Comparator.comparingInt(Shape::layers)
            .thenComparingInt(Shape::in)
            .thenComparingInt(Shape::out)
            .thenComparingInt(Shape::hidden);

    static Shape of(NetworkSpec spec) {
      Optional<LayerSpec> encoding = spec.encoding().layer(1);
      int in = encoding.isPresent() ? encoding.get().outFeatures() : 1;
      return new Shape(
          in,
          spec.hiddenFeatures(),
          spec.numLayers(),
          spec.outFeatures(),
          spec.nonlinearity().structure(),
          spec.encoding().learned() ? encoding.orElseThrow().weightRows() : 0,
          spec.encoding().learned() ? encoding.orElseThrow().weightColumns() : 0);
    }

    /**
     * A shape described in a file of version 2.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    static Shape checked(int in, double hidden, double layers, int out) {
      Shape shape = new Shape(in, (int) hidden, (int) layers, out, new Nonlinearity.Relu(), 0, 0);
      double size = in * hidden + hidden * hidden * layers + hidden * out;
      if (!(hidden >= 1 && layers >= 1 && size <= Integer.MAX_VALUE && layers <= MOST_LAYERS)) {
        throw new IllegalArgumentException(
            "a network of %.0f layers of %.0f features".formatted(layers, hidden));
      }
      return shape;
    }

    /** Weights and biases together. */
    int parts() {
      return tableParts() + 2 * (layers + 1);
    }

    private int tableParts() {
      return nodes > 0 ? 2 : 0;
    }

    /** Dimensions of a part: {@code [out, in]} for a weight, {@code [out]} for a bias. */
    List<Long> dimensions(int part) {
      return isWeight(part)
          ? List.of((long) height(part), (long) width(part))
          : List.of((long) height(part));
    }

    /** The PyTorch name of a part's tensor. */
    String name(int part) {
      if (part < tableParts()) {
        return isWeight(part) ? TABLE : "encoding.bias";
      }
      int number = (part - tableParts()) / 2;
      String layer = number < layers ? ".linear" : "";
      return "net." + number + layer + (isWeight(part) ? ".weight" : ".bias");
    }

    /** Whether a narrower network's features are a prefix of a wider one's. */
    boolean nests() {
      return structure instanceof Nonlinearity.Pointwise;
    }

    int height(int part) {
      if (part < tableParts()) {
        return isWeight(part) ? nodes : in;
      }
      if (!nests()) {
        return layer(part).rows();
      }
      return (part - tableParts()) / 2 < layers ? hidden : out;
    }

    int width(int part) {
      if (!isWeight(part)) {
        return 1;
      }
      if (part < tableParts()) {
        return features;
      }
      if (!nests()) {
        return layer(part).columns();
      }
      return part == tableParts() ? in : hidden;
    }

    private LayerSpec layer(int part) {
      return NetworkSpec.of(structure, hidden, layers)
          .withInFeatures(in)
          .withOutFeatures(out)
          .layers()
          .get((part - tableParts()) / 2);
    }

    /** Number of values in a part. */
    long size(int part) {
      return (long) height(part) * width(part);
    }

    /** Number of values in all parts. */
    long size() {
      long size = 0;
      for (int part = 0; part < parts(); part++) {
        size += size(part);
      }
      return size;
    }

    Shape withHidden(int wide) {
      return new Shape(in, wide, layers, out, structure, nodes, features);
    }

    private static boolean isWeight(int part) {
      return part % 2 == 0;
    }
  }

  /**
   * One weight or bias of all networks.
   *
   * @param tensor that holds it
   * @param from offset of the first network's first value
   * @param stride from one network's first value to the next one's
   */
  record Part(StoredTensor tensor, int from, int stride) {}

  /** The stack of tensors {@code [rows, …]} with a name prefix. */
  static NetworkStack find(StoredTensors tensors, String prefix, Nonlinearity structure)
      throws BadDataException {
    return find(tensors, prefix, structure, 1);
  }

  /** As above for the tensors of a single network, in PyTorch's layout. */
  static NetworkStack findSingle(StoredTensors tensors, String prefix, Nonlinearity structure)
      throws BadDataException {
    return find(tensors, prefix, structure, 0);
  }

  private static NetworkStack find(
      StoredTensors tensors, String prefix, Nonlinearity structure, int axis)
      throws BadDataException {
    int layers = 0;
    while (tensors.has(prefix + "net." + layers + ".linear.weight")) {
      layers++;
    }
    StoredTensor first = tensors.take(prefix + "net.0.linear.weight", 2 + axis);
    StoredTensor last = tensors.take(prefix + "net." + layers + ".weight", 2 + axis);
    List<Long> rows = first.shape().subList(0, axis);
    // A first layer may have several rows per feature of a hidden one.
    int rowsPerFeature = structure.layer(1, 1, 0, Math.max(1, layers)).rows();
    int hidden = Math.max(1, size(first, axis) / rowsPerFeature);
    int nodes = 0;
    int features = 0;
    if (tensors.has(prefix + Shape.TABLE)) {
      StoredTensor table = tensors.take(prefix + Shape.TABLE, 2 + axis);
      nodes = nodes(table, axis);
      features = size(table, axis + 1);
    }
    Shape shape =
        new Shape(
            size(first, axis + 1), hidden, layers, size(last, axis), structure, nodes, features);
    List<Part> parts = new ArrayList<>();
    boolean scaled = false;
    for (int p = 0; p < shape.parts(); p++) {
      List<Long> dimensions = joined(rows, shape.dimensions(p));
      StoredTensor tensor = tensors.take(prefix + shape.name(p), dimensions);
      scaled |= requireWeights(tensor).dtype() == Dtype.I16;
      parts.add(new Part(tensor, 0, (int) shape.size(p)));
    }
    StoredTensor scales =
        scaled || tensors.has(prefix + SCALES)
            ? tensors.take(prefix + SCALES, joined(rows, List.of((long) shape.parts())))
            : null;
    int count = axis == 0 ? 1 : rows.getFirst().intValue();
    return new NetworkStack(shape, count, List.copyOf(parts), scales);
  }

  /** The stack from one tensor whose rows hold all parameters of a network, part by part. */
  static NetworkStack flat(StoredTensor all, Shape shape) throws BadDataException {
    requireWeights(all);
    List<Part> parts = new ArrayList<>();
    int at = 0;
    for (int p = 0; p < shape.parts(); p++) {
      parts.add(new Part(all, at, (int) shape.size()));
      at += (int) shape.size(p);
    }
    return new NetworkStack(shape, all.shape().getFirst().intValue(), List.copyOf(parts), null);
  }

  private static List<Long> joined(List<Long> a, List<Long> b) {
    List<Long> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private static int nodes(StoredTensor table, int dimension) throws BadDataException {
    long size = table.shape().get(dimension);
    if (size < 1 || size > MOST_NODES) {
      throw table.source().bad("tensor %s has shape %s", table.name(), table.shape());
    }
    return (int) size;
  }

  private static int size(StoredTensor tensor, int dimension) throws BadDataException {
    long size = tensor.shape().get(dimension);
    if (size < 1 || size > MOST_FEATURES) {
      throw tensor.source().bad("tensor %s has shape %s", tensor.name(), tensor.shape());
    }
    return (int) size;
  }

  private static StoredTensor requireWeights(StoredTensor tensor) throws BadDataException {
    if (!tensor.dtype().isReal() && tensor.dtype() != Dtype.I16) {
      throw tensor
          .source()
          .bad("tensor %s has the dtype %s; weights must be F32", tensor.name(), tensor.dtype());
    }
    return tensor;
  }

  /**
   * A network.
   *
   * @param spec of the stack's shape, or narrower: then its features are the first ones stored
   */
  Network read(int row, NetworkSpec spec) throws IOException {
    Layers layers = spec.layers();
    float[] parameters = new float[layers.parameterCount()];
    spec.encoding().fill(parameters);
    Shape own = Shape.of(spec);
    int at = layers.weightOffset(spec.fixedLayers());
    for (int p = 0; p < parts.size(); p++) {
      copy(row, p, own, parameters, at);
      at += (int) own.size(p);
    }
    return Network.of(spec, parameters);
  }

  private void copy(int row, int p, Shape own, float[] into, int at) throws IOException {
    Part part = parts.get(p);
    int from = part.from() + row * part.stride();
    int height = own.height(p);
    int width = own.width(p);
    if (width == shape.width(p)) {
      part.tensor().read(from, height * width, into, at);
    } else {
      for (int r = 0; r < height; r++) {
        part.tensor().read(from + r * shape.width(p), width, into, at + r * width);
      }
    }
    if (scales != null) {
      float[] scale = new float[1];
      scales.read(row * parts.size() + p, 1, scale, 0);
      if (!(Math.abs(scale[0]) <= MOST_SCALE)) {
        throw scales.source().bad("tensor %s has the scale %s", scales.name(), scale[0]);
      }
      for (int i = at; i < at + height * width; i++) {
        into[i] *= scale[0];
      }
    }
  }
}
