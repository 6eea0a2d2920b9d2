package org.sirenaudio.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.sirenaudio.error.BadDataException;
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
   * @param parts the tensors in the order of the parameters, or all of them as one
   */
  record Found(NetworkSpec spec, TensorSource.Values[] parts) implements Supplier<Network> {

    /** The network, as often as it is asked for. */
    Network read() throws IOException {
      Layers layers = spec.layers();
      float[] parameters = new float[layers.parameterCount()];
      for (int i = 0; i < parts.length; i++) {
        int at = i % 2 == 0 ? layers.weightOffset(i / 2) : layers.biasOffset(i / 2);
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

  Found find(String prefix, double firstOmega0, double hiddenOmega0) throws BadDataException {
    int sineLayers = 0;
    while (tensors.find(prefix + "net." + sineLayers + ".linear.weight") != null) {
      sineLayers++;
    }
    if (sineLayers == 0) {
      throw source.bad("tensor %snet.0.linear.weight is missing", prefix);
    }
    String first = ModelFile.name(prefix, 0, sineLayers) + ".weight";
    String last = ModelFile.name(prefix, sineLayers, sineLayers) + ".weight";
    NetworkSpec spec =
        NetworkSpec.siren(size(first, 0), sineLayers, firstOmega0, hiddenOmega0)
            .withInFeatures(size(first, 1))
            .withOutFeatures(size(last, 0));
    Layers layers = spec.layers();
    TensorSource.Values[] parts = new TensorSource.Values[2 * (sineLayers + 1)];
    for (int l = 0; l <= sineLayers; l++) {
      String name = ModelFile.name(prefix, l, sineLayers);
      long out = layers.get(l).outFeatures();
      long in = layers.get(l).inFeatures();
      parts[2 * l] = tensor(name + ".weight", List.of(out, in));
      parts[2 * l + 1] = tensor(name + ".bias", List.of(out));
      used += 2;
    }
    return new Found(spec, tensors.joined(prefix + "net", parts));
  }

  /**
   * The networks of a stack.
   *
   * @param first one first omega0 for each
   * @param hidden one hidden omega0 for each
   */
  List<Found> findStack(
      int stack, Stacks.Shape shape, int channels, double[] first, double[] hidden)
      throws BadDataException {
    String name = Stacks.tensorName(stack);
    TensorSource.Values all = null;
    List<Found> networks = new ArrayList<>(first.length);
    for (int i = 0; i < first.length; i++) {
      NetworkSpec spec =
          NetworkSpec.siren(shape.hiddenFeatures(), shape.numLayers(), first[i], hidden[i])
              .withOutFeatures(channels);
      int count = spec.parameterCount();
      if (all == null) {
        all = tensor(name, List.of((long) first.length, (long) count));
        used++;
      }
      TensorSource.Values[] parts = {all.part((long) i * count, count)};
      networks.add(new Found(spec, parts));
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
    if (used != tensors.count()) {
      throw source.bad(
          "has %d tensors, its windows use %d; it was not written for this format",
          tensors.count(), used);
    }
  }
}
