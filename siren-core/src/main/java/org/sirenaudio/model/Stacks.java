package org.sirenaudio.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
record Stacks(List<Shape> shapes, List<List<Integer>> windows) {

  /** A file with more windows than this has stacks. */
  static final int MOST_WINDOWS = 4096;

  /** Width and number of the sine layers. */
  record Shape(int hiddenFeatures, int numLayers) {
    String text() {
      return hiddenFeatures + "x" + numLayers;
    }
  }

  static Stacks of(List<Segment> segments) {
    Map<Shape, List<Integer>> byShape = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      var config = segments.get(i).spec();
      Shape shape = new Shape(config.hiddenFeatures(), config.numLayers());
      byShape.computeIfAbsent(shape, s -> new ArrayList<>()).add(i);
    }
    return new Stacks(List.copyOf(byShape.keySet()), List.copyOf(byShape.values()));
  }

  static String tensorName(int stack) {
    return "stacks." + stack + ".parameters";
  }
}
