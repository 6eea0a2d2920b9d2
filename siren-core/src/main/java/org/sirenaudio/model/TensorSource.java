package org.sirenaudio.model;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tensors of a file, in memory or still on disk. */
interface TensorSource {

  /** Text by name. */
  SequencedMap<String, String> metadata();

  /** The names of all tensors. */
  Set<String> names();

  /** The tensor of that name, or null. */
  @Nullable Values find(String name);

  /**
   * The same values with fewer objects, if the tensors lie one after the other: a large model has
   * hundreds of thousands of them.
   *
   * @param what what to call them together in a complaint
   */
  default Values[] joined(String what, Values[] parts) {
    return parts;
  }

  /** Tensors in memory. */
  static TensorSource of(Safetensors file) {
    return new TensorSource() {
      @Override
      public SequencedMap<String, String> metadata() {
        return file.metadata();
      }

      @Override
      public Set<String> names() {
        return file.tensors().stream().map(Tensor::name).collect(Collectors.toSet());
      }

      @Override
      public @Nullable Values find(String name) {
        return file.tensor(name).map(InMemory::new).orElse(null);
      }
    };
  }

  /** A tensor in memory. */
  record InMemory(Tensor tensor) implements Values {
    @Override
    public List<Long> shape() {
      return tensor.shape();
    }

    @Override
    public void copyTo(float[] into, int at) {
      tensor.copyTo(into, at);
    }

    @Override
    public Values part(long from, int count) {
      FloatBuffer values = tensor.values();
      FloatBuffer part = values.slice(Math.toIntExact(values.position() + from), count);
      return new InMemory(Tensor.of(tensor.name(), part, count));
    }
  }

  /** One tensor. */
  interface Values {
    List<Long> shape();

    /** Copies the values, in row-major order, to an array from {@code at} on. */
    void copyTo(float[] into, int at) throws IOException;

    /** So many values from one on, as an array of one dimension. */
    Values part(long from, int count);
  }
}
