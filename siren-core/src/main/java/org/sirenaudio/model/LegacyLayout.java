package org.sirenaudio.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sirenaudio.network.Nonlinearity;

/**
 * Files of versions 1 and 2, whose metadata locate the windows. In version 1 the tensor names of
 * window i are prefixed with {@code segments.i.}, those of the first window have no prefix. In
 * version 2 each row of {@code stacks.S.parameters} has all parameters of a network.
 */
final class LegacyLayout {

  private LegacyLayout() {}

  static StoredSegments plain(
      StoredTensors tensors, MetadataReader metadata, NetworkKinds.Kind kind) throws IOException {
    double[][] places = metadata.positions("windows");
    int count = places[0].length;
    Nonlinearity structure = kind.structure(metadata);
    List<NetworkStack> stacks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stacks.add(NetworkStack.findSingle(tensors, i == 0 ? "" : "segments." + i + ".", structure));
    }
    return segments(places, new Column.Counted(), new Column.Constant(0), metadata, kind, stacks);
  }

  static StoredSegments rows(
      StoredTensors tensors, MetadataReader metadata, NetworkKinds.Kind kind, int channels)
      throws IOException {
    double[][] places = metadata.positions("windows");
    int count = places[0].length;
    double[][] shapes = metadata.shapes("stacks");
    double[] stackOf = metadata.indices("window_stacks", count, shapes[0].length);
    int[] sizes = new int[shapes[0].length];
    double[] octaves = new double[sizes.length];
    Column octavesOf =
        metadata.has(NetworkKinds.OCTAVES)
            ? new Column.Listed(metadata.numbers(NetworkKinds.OCTAVES, count))
            : new Column.Constant(0);
    double[] rowOf = new double[count];
    for (int i = 0; i < count; i++) {
      int stack = (int) stackOf[i];
      rowOf[i] = sizes[stack]++;
      octaves[stack] = octavesOf.at(i);
    }
    List<NetworkStack> stacks = new ArrayList<>();
    for (int s = 0; s < sizes.length; s++) {
      int in = Math.max(1, 2 * (int) octaves[s]);
      NetworkStack.Shape shape =
          NetworkStack.Shape.checked(in, shapes[0][s], shapes[1][s], channels);
      List<Long> dimensions = List.of((long) sizes[s], shape.size());
      stacks.add(NetworkStack.flat(tensors.take("stacks." + s + ".parameters", dimensions), shape));
    }
    return segments(
        places, new Column.Listed(stackOf), new Column.Listed(rowOf), metadata, kind, stacks);
  }

  private static StoredSegments segments(
      double[][] places,
      Column stack,
      Column row,
      MetadataReader metadata,
      NetworkKinds.Kind kind,
      List<NetworkStack> stacks)
      throws IOException {
    List<Column> parameters = new ArrayList<>();
    for (String name : kind.parameters()) {
      double[] values = metadata.numbers(name, places[0].length);
      boolean same = Arrays.stream(values).allMatch(value -> value == values[0]);
      parameters.add(same ? new Column.Constant(values[0]) : new Column.Listed(values));
    }
    WindowTable table =
        new WindowTable(
            places[0].length,
            new Column.Listed(places[0]),
            new Column.Listed(places[1]),
            stack,
            row,
            new Column.Constant(0),
            kind,
            parameters);
    return new StoredSegments(table, stacks);
  }
}
