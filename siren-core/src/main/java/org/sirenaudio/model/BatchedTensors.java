package org.sirenaudio.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sirenaudio.network.NetworkSpec;

/**
 * The windows of a model by the shape of their networks. A file of very many windows has one tensor
 * for each shape, {@code stacks.S.parameters} of {@code [windows, parameters]}, with the networks
 * in order of time and in each row weight {@code [out, in]} and bias {@code [out]} of every layer:
 * the header of one with a tensor for every layer of every window would be longer than the format
 * allows.
 *
 * @param shapes of the networks, in order of their first window
 * @param windows of each shape, in order of time
 */
record BatchedTensors(List<Shape> shapes, List<List<Integer>> windows) {

  /** A file with more windows than this has batched tensors. */
  static final int MOST_WINDOWS = 4096;

  /** Width and number of the hidden layers. */
  record Shape(int hiddenFeatures, int numLayers) {
    String text() {
      return hiddenFeatures + "x" + numLayers;
    }
  }

  static BatchedTensors of(List<Segment> segments) {
    Map<List<Integer>, List<Integer>> byFeatures = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      List<Integer> features = segments.get(i).spec().layers().features();
      byFeatures.computeIfAbsent(features, f -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> windows = List.copyOf(byFeatures.values());
    List<Shape> shapes = new ArrayList<>();
    for (List<Integer> batch : windows) {
      NetworkSpec first = segments.get(batch.getFirst()).spec();
      shapes.add(new Shape(first.hiddenFeatures(), first.numLayers()));
    }
    return new BatchedTensors(shapes, windows);
  }

  static String tensorName(int batch) {
    return "stacks." + batch + ".parameters";
  }
}
