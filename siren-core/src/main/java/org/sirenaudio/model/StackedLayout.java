package org.sirenaudio.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.network.Nonlinearity;

/**
 * Files of version 3. A single window is {@code net.…}. With two or more, the networks of a shape
 * are the rows of {@code stacks.S.net.…}, and {@code windows.…} gives each window's position and
 * its network's row.
 */
final class StackedLayout {

  static final String FIRST_FRAME = "first_frame";
  static final String FRAMES = "frames";
  static final String STACK = "stack";
  static final String ROW = "row";
  static final String HIDDEN_FEATURES = "hidden_features";

  private StackedLayout() {}

  /** The name of a tensor of one number per window. */
  static String windows(String column) {
    return "windows." + column;
  }

  /** The name prefix of a stack's tensors. */
  static String prefix(int stack) {
    return "stacks." + stack + ".";
  }

  static StoredSegments read(
      StoredTensors tensors, MetadataReader metadata, NetworkKinds.Kind kind, long frames)
      throws IOException {
    StoredTensor first = tensors.find(windows(FIRST_FRAME));
    return first == null
        ? one(tensors, metadata, kind, frames)
        : many(tensors, metadata, kind, first);
  }

  private static StoredSegments one(
      StoredTensors tensors, MetadataReader metadata, NetworkKinds.Kind kind, long frames)
      throws BadDataException {
    List<Column> parameters = new ArrayList<>();
    for (String name : kind.parameters()) {
      parameters.add(new Column.Constant(metadata.number(name)));
    }
    Column zero = new Column.Constant(0);
    WindowTable table =
        new WindowTable(1, zero, new Column.Constant(frames), zero, zero, zero, kind, parameters);
    return new StoredSegments(
        table, List.of(NetworkStack.findSingle(tensors, "", kind.structure(metadata))));
  }

  private static StoredSegments many(
      StoredTensors tensors, MetadataReader metadata, NetworkKinds.Kind kind, StoredTensor first)
      throws BadDataException {
    int count = first.count();
    Nonlinearity structure = kind.structure(metadata);
    List<NetworkStack> stacks = new ArrayList<>();
    while (tensors.has(prefix(stacks.size()) + "net.0.linear.weight")) {
      stacks.add(NetworkStack.find(tensors, prefix(stacks.size()), structure));
    }
    List<Column> parameters = new ArrayList<>();
    for (String name : kind.parameters()) {
      parameters.add(
          tensors.has(windows(name))
              ? column(tensors, name, count)
              : new Column.Constant(metadata.number(name)));
    }
    WindowTable table =
        new WindowTable(
            count,
            column(tensors, FIRST_FRAME, count),
            column(tensors, FRAMES, count),
            column(tensors, STACK, count),
            column(tensors, ROW, count),
            tensors.has(windows(HIDDEN_FEATURES))
                ? column(tensors, HIDDEN_FEATURES, count)
                : new Column.Constant(0),
            kind,
            parameters);
    return new StoredSegments(table, stacks);
  }

  private static Column column(StoredTensors tensors, String name, int count)
      throws BadDataException {
    return new Column.Stored(tensors.take(windows(name), List.of((long) count)));
  }
}
