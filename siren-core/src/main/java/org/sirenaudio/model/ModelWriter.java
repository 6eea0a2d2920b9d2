package org.sirenaudio.model;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.IntToDoubleFunction;

/**
 * Writes a model in version 3 of the format, the inverse of {@link StackedLayout}. Networks in
 * large stacks may be read more than once, but memory does not grow with the model.
 */
final class ModelWriter {

  private final ClipModel model;
  private final List<Segment> segments;
  private final NetworkKinds.Kind kind;
  private final StackPlan plan;
  private final TensorOutput out;

  private ModelWriter(ClipModel model, OutputStream out) {
    this.model = model;
    segments = model.segments();
    kind = NetworkKinds.of(segments);
    plan = StackPlan.of(segments);
    this.out = new TensorOutput(out);
  }

  /**
   * Writes the file and flushes it.
   *
   * @throws IllegalArgumentException if a parameter is not finite
   */
  static void write(ClipModel model, OutputStream out) throws IOException {
    new ModelWriter(model, out).write();
  }

  private void write() throws IOException {
    SequencedMap<String, String> metadata = metadata();
    List<StackWriter> stacks = new ArrayList<>();
    if (segments.size() == 1) {
      stacks.add(stack("", plan.stacks().getFirst(), true));
    } else {
      List<String> varying = new ArrayList<>(kind.parameters());
      varying.removeIf(metadata::containsKey);
      addWindows(varying);
      for (int s = 0; s < plan.stacks().size(); s++) {
        stacks.add(stack(StackedLayout.prefix(s), plan.stacks().get(s), false));
      }
    }
    // Two-byte numbers come last, so that all are aligned.
    stacks.forEach(StackWriter::declareFloats);
    stacks.forEach(StackWriter::declareWholeNumbers);
    metadata.putAll(model.provenance());
    out.write(metadata);
  }

  private SequencedMap<String, String> metadata() {
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", ModelFile.FORMAT);
    metadata.put("format_version", ModelFile.VERSION);
    metadata.put("sample_rate", plain(model.sampleRate()));
    metadata.put("channels", Integer.toString(model.channels()));
    metadata.put("frames", Long.toString(model.frames()));
    metadata.put("scale", plain(model.scale()));
    metadata.put(NetworkKinds.NETWORK, kind.network().name());
    metadata.put(NetworkKinds.ENCODING, kind.encoding().name());
    List<String> names = kind.parameters();
    double[] first = kind.parameters(segments.getFirst().spec());
    boolean[] varies = new boolean[first.length];
    for (Segment segment : segments) {
      double[] own = kind.parameters(segment.spec());
      for (int k = 0; k < first.length; k++) {
        varies[k] |= own[k] != first[k];
      }
    }
    for (int k = 0; k < first.length; k++) {
      if (!varies[k]) {
        metadata.put(names.get(k), plain(first[k]));
      }
    }
    return metadata;
  }

  /** A number in full precision, without a decimal point if it is an integer. */
  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Tensors of one number per window, eight-byte ones first, so that all are aligned. */
  private void addWindows(List<String> parameters) {
    addWindows(StackedLayout.FIRST_FRAME, Dtype.I64, i -> segments.get(i).firstFrame());
    for (String name : parameters) {
      int k = kind.parameters().indexOf(name);
      addWindows(name, Dtype.F64, i -> kind.parameters(segments.get(i).spec())[k]);
    }
    addWindows(StackedLayout.FRAMES, Dtype.I32, i -> segments.get(i).frames());
    addWindows(StackedLayout.STACK, Dtype.I32, i -> plan.stackOf()[i]);
    addWindows(StackedLayout.ROW, Dtype.I32, i -> plan.rowOf()[i]);
    if (plan.padded()) {
      addWindows(
          StackedLayout.HIDDEN_FEATURES, Dtype.I32, i -> segments.get(i).spec().hiddenFeatures());
    }
  }

  private void addWindows(String column, Dtype dtype, IntToDoubleFunction value) {
    int count = segments.size();
    out.declare(StackedLayout.windows(column), dtype, List.of((long) count));
    out.values(
        () -> {
          for (int i = 0; i < count; i++) {
            out.put(dtype, value.applyAsDouble(i));
          }
        });
  }

  private StackWriter stack(String prefix, StackPlan.Stack stack, boolean single) {
    return new StackWriter(segments, stack, model.weights(), prefix, single, out);
  }
}
