package org.sirenaudio.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/** Finds networks among a file's tensors and notes which were used. */
final class NetworkReader {
  private final TensorSource tensors;
  private final SourceName source;
  private int used;

  NetworkReader(TensorSource tensors, SourceName source) {
    this.tensors = tensors;
    this.source = source;
  }

  /**
   * A network whose tensors are all there, with the right shapes, but not read yet.
   *
   * @param parts the learned tensors in the order of the parameters, or all of them as one
   */
  record Found(NetworkSpec spec, TensorSource.Values[] parts) implements Supplier<Network> {

    /** The network, as often as it is asked for. */
    Network read() throws IOException {
      Layers layers = spec.layers();
      float[] parameters = new float[layers.parameterCount()];
      spec.encoding().fill(parameters);
      for (int i = 0; i < parts.length; i++) {
        int l = spec.fixedLayers() + i / 2;
        int at = i % 2 == 0 ? layers.weightOffset(l) : layers.biasOffset(l);
        parts[i].copyTo(parameters, at);
      }
      return Network.of(spec, parameters);
    }

    @Override
    public Network get() {
      try {
        return read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * The network whose tensors begin with a prefix.
   *
   * @param kind a network of its kind, of any size
   */
  Found find(String prefix, NetworkSpec kind) throws BadDataException {
    int hidden = 0;
    while (tensors.find(prefix + "net." + hidden + ".linear.weight") != null) {
      hidden++;
    }
    if (hidden == 0) {
      throw source.bad("tensor %snet.0.linear.weight is missing", prefix);
    }
    String first = ModelFile.name(prefix, 0, hidden) + ".weight";
    String last = ModelFile.name(prefix, hidden, hidden) + ".weight";
    NetworkSpec spec = kind.withShape(size(first, 0), hidden).withOutFeatures(size(last, 0));
    Layers layers = spec.layers();
    TensorSource.Values[] parts = new TensorSource.Values[2 * (hidden + 1)];
    for (int l = 0; l <= hidden; l++) {
      String name = ModelFile.name(prefix, l, hidden);
      LayerSpec layer = layers.get(spec.fixedLayers() + l);
      long out = layer.outFeatures();
      parts[2 * l] = tensor(name + ".weight", List.of(out, (long) layer.inFeatures()));
      parts[2 * l + 1] = tensor(name + ".bias", List.of(out));
      used += 2;
    }
    return new Found(spec, tensors.joined(prefix + "net", parts));
  }

  /** The networks of a batched tensor, in order. */
  List<Found> findBatch(int batch, List<NetworkSpec> specs) throws BadDataException {
    String name = BatchedTensors.tensorName(batch);
    TensorSource.Values all = null;
    List<Found> networks = new ArrayList<>(specs.size());
    for (int i = 0; i < specs.size(); i++) {
      int count = specs.get(i).learnedCount();
      List<Long> shape = List.of((long) specs.size(), (long) count);
      if (all == null) {
        all = tensor(name, shape);
        used++;
      } else if (!all.shape().equals(shape)) {
        throw source.bad("tensor %s is for windows of different networks", name);
      }
      TensorSource.Values[] parts = {all.part((long) i * count, count)};
      networks.add(new Found(specs.get(i), parts));
    }
    return networks;
  }

  private TensorSource.Values tensor(String name, int dimensions) throws BadDataException {
    TensorSource.Values tensor = tensors.find(name);
    if (tensor == null) {
      throw source.bad("tensor %s is missing", name);
    }
    if (tensor.shape().size() != dimensions) {
      throw source.bad(
          "tensor %s has shape %s, not %d dimensions", name, tensor.shape(), dimensions);
    }
    return tensor;
  }

  private TensorSource.Values tensor(String name, List<Long> shape) throws BadDataException {
    TensorSource.Values tensor = tensor(name, shape.size());
    if (!tensor.shape().equals(shape)) {
      throw source.bad(
          "tensor %s has shape %s where the network needs %s", name, tensor.shape(), shape);
    }
    return tensor;
  }

  private int size(String name, int dimension) throws BadDataException {
    TensorSource.Values tensor = tensor(name, 2);
    long size = tensor.shape().get(dimension);
    if (size < 1 || size > 1 << 20) {
      throw source.bad("tensor %s has shape %s", name, tensor.shape());
    }
    return (int) size;
  }

  void requireAllUsed() throws BadDataException {
    if (used != tensors.names().size()) {
      throw source.bad(
          "has %d tensors, its windows use %d; it was not written for this format",
          tensors.names().size(), used);
    }
  }
}
