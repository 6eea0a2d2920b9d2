package org.sirenaudio.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The assignment of a model's windows to the stacks of its file: one stack per shape while there
 * are few shapes. If there are many, shapes that differ only in width share a stack of the largest
 * width, zero-padded, so that the header stays short.
 *
 * @param stacks in file order
 * @param stackOf the stack of each window
 * @param rowOf its row there
 * @param padded whether a network is narrower than its stack
 */
record StackPlan(List<Stack> stacks, int[] stackOf, int[] rowOf, boolean padded) {

  /** Maximum tensors in all stacks, at about 100 header bytes each. */
  private static final int MOST_TENSORS = 120;

  /**
   * @param shape of the tensors
   * @param windows in time order
   */
  record Stack(NetworkStack.Shape shape, int[] windows) {}

  static StackPlan of(List<Segment> segments) {
    Map<NetworkStack.Shape, Integer> numbers = new LinkedHashMap<>();
    int[] shapeOf = new int[segments.size()];
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < shapeOf.length; i++) {
      NetworkStack.Shape shape = NetworkStack.Shape.of(segments.get(i).spec());
      shapeOf[i] = numbers.computeIfAbsent(shape, s -> numbers.size());
      if (shapeOf[i] == groups.size()) {
        groups.add(new Group(shape, new ArrayList<>(List.of(shapeOf[i]))));
      }
      groups.get(shapeOf[i]).windows++;
    }
    int shapes = groups.size();
    join(groups);
    int[] stackOfShape = new int[shapes];
    for (int s = 0; s < groups.size(); s++) {
      for (int shape : groups.get(s).members) {
        stackOfShape[shape] = s;
      }
    }
    return of(groups, stackOfShape, shapeOf);
  }

  private static StackPlan of(List<Group> groups, int[] stackOfShape, int[] shapeOf) {
    List<Stack> stacks = new ArrayList<>();
    for (Group group : groups) {
      stacks.add(new Stack(group.shape, new int[group.windows]));
    }
    int[] stackOf = new int[shapeOf.length];
    int[] rowOf = new int[shapeOf.length];
    int[] filled = new int[stacks.size()];
    for (int i = 0; i < stackOf.length; i++) {
      stackOf[i] = stackOfShape[shapeOf[i]];
      rowOf[i] = filled[stackOf[i]]++;
      stacks.get(stackOf[i]).windows()[rowOf[i]] = i;
    }
    return new StackPlan(stacks, stackOf, rowOf, stacks.size() < stackOfShape.length);
  }

  /** Shapes assigned to one stack. */
  private static final class Group {
    private NetworkStack.Shape shape;
    private final List<Integer> members;
    private int windows;

    Group(NetworkStack.Shape shape, List<Integer> members) {
      this.shape = shape;
      this.members = members;
    }

    /** Number of zeros needed to pad another group and this one to a common width. */
    long zeros(Group other) {
      return windows * (joined(other).size() - shape.size())
          + other.windows * (joined(other).size() - other.shape.size());
    }

    boolean fits(Group other) {
      return shape.nests() && shape.withHidden(1).equals(other.shape.withHidden(1));
    }

    NetworkStack.Shape joined(Group other) {
      return shape.withHidden(Math.max(shape.hidden(), other.shape.hidden()));
    }

    void take(Group other) {
      shape = joined(other);
      members.addAll(other.members);
      windows += other.windows;
    }
  }

  /**
   * Merges groups of adjacent widths, cheapest padding first, until there are few enough or none
   * can be merged.
   */
  private static void join(List<Group> groups) {
    int tensors = groups.stream().mapToInt(group -> group.shape.parts()).sum();
    if (tensors > MOST_TENSORS) {
      groups.sort(Comparator.comparing(group -> group.shape, NetworkStack.Shape.ORDER));
    }
    while (tensors > MOST_TENSORS) {
      int into = -1;
      long least = Long.MAX_VALUE;
      for (int g = 0; g + 1 < groups.size(); g++) {
        Group next = groups.get(g + 1);
        if (groups.get(g).fits(next) && groups.get(g).zeros(next) < least) {
          least = groups.get(g).zeros(next);
          into = g;
        }
      }
      if (into < 0) {
        return;
      }
      Group gone = groups.remove(into + 1);
      groups.get(into).take(gone);
      tensors -= gone.shape.parts();
    }
  }
}
