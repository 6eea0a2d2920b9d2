package org.sirenaudio.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/**
 * The windows of a model in a file. Windows and networks are read on demand, so memory does not
 * grow with their number.
 */
final class StoredSegments extends AbstractList<Segment> implements RandomAccess {
  private static final int RECENT = 1 << 6;

  private final WindowTable table;
  private final List<NetworkStack> stacks;

  /** Recently used entries, at their index modulo the cache size; shared by all threads. */
  private final @Nullable Recent[] recent = new Recent[RECENT];

  private record Recent(int index, Segment segment) {}

  StoredSegments(WindowTable table, List<NetworkStack> stacks) {
    this.table = table;
    this.stacks = List.copyOf(stacks);
  }

  WeightType weights() {
    return stacks.stream().anyMatch(stack -> stack.scales() != null)
        ? WeightType.I16
        : WeightType.F32;
  }

  @Override
  public int size() {
    return table.count();
  }

  /**
   * A window.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  @Override
  public Segment get(int index) {
    Recent known = recent[Objects.checkIndex(index, size()) % RECENT];
    if (known == null || known.index() != index) {
      known = new Recent(index, segment(table.at(index)));
      recent[index % RECENT] = known;
    }
    return known.segment();
  }

  private Segment segment(WindowTable.Window window) {
    NetworkStack stack = stack(window);
    NetworkSpec spec = spec(window, stack);
    return new Segment(
        window.firstFrame(), window.frames(), spec, () -> network(stack, window.row(), spec));
  }

  private static Network network(NetworkStack stack, int row, NetworkSpec spec) {
    try {
      return stack.read(row, spec);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private NetworkStack stack(WindowTable.Window window) {
    if (window.stack() >= stacks.size() || window.row() >= stacks.get(window.stack()).rows()) {
      throw new IllegalArgumentException(
          "there is no row %d in stack %d".formatted(window.row(), window.stack()));
    }
    return stacks.get(window.stack());
  }

  private static NetworkSpec spec(WindowTable.Window window, NetworkStack stack) {
    NetworkStack.Shape shape = stack.shape();
    int hidden = window.hiddenFeatures() == 0 ? shape.hidden() : window.hiddenFeatures();
    NetworkSpec spec = window.kind().withShape(hidden, shape.layers()).withOutFeatures(shape.out());
    NetworkStack.Shape own = NetworkStack.Shape.of(spec);
    if (!own.structure().equals(shape.structure())
        || own.nodes() != shape.nodes()
        || own.features() != shape.features()
        || (!shape.nests() && hidden != shape.hidden())) {
      throw new IllegalArgumentException(
          "a network differs in structure from those of stack " + window.stack());
    }
    if (hidden > shape.hidden() || NetworkStack.Shape.of(spec).in() != shape.in()) {
      throw new IllegalArgumentException(
          "a network with %d input and %d hidden features is in stack %d, which has %d and %d"
              .formatted(
                  NetworkStack.Shape.of(spec).in(),
                  hidden,
                  window.stack(),
                  shape.in(),
                  shape.hidden()));
    }
    return spec;
  }

  /**
   * Validates all windows, but not their networks' parameters.
   *
   * @param frames of the clip
   * @param channels of the clip
   * @return number of parameters of all networks together
   * @throws IllegalArgumentException if they do not form a model
   */
  long check(long frames, int channels) throws IOException {
    for (NetworkStack stack : stacks) {
      WindowChain.require(
          stack.shape().out() == channels,
          "the metadata declare %d channels but the networks have %d outputs"
              .formatted(channels, stack.shape().out()));
    }
    WindowChain chain = new WindowChain();
    long[] parameters = {0};
    table.forEach(
        window -> {
          NetworkSpec spec = spec(window, stack(window));
          WindowChain.require(window.frames() > 0, "a window has no frames");
          chain.add(window.firstFrame(), window.firstFrame() + window.frames() - 1);
          parameters[0] += NetworkStack.Shape.of(spec).size();
        });
    chain.end(frames);
    return parameters[0];
  }
}
