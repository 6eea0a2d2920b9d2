package org.sirenaudio.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.model.SafetensorsHeader.Entry;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/**
 * Writes a model in the format of {@link ModelFile}, one network after the other, so that no more
 * than one has to be in memory.
 */
final class ModelWriter {

  private static final int BLOCK_BYTES = 1 << 16;

  private final ClipModel model;
  private final OutputStream out;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  private ModelWriter(ClipModel model, OutputStream out) {
    this.model = model;
    this.out = out;
  }

  /**
   * Writes the file and flushes it.
   *
   * @throws IllegalArgumentException if a parameter is not finite
   */
  static void write(ClipModel model, OutputStream out) throws IOException {
    write(model, model.segments().size() > BatchedTensors.MOST_WINDOWS, out);
  }

  /** The same, with stacks or without. */
  static void write(ClipModel model, boolean stacked, OutputStream out) throws IOException {
    ModelWriter writer = new ModelWriter(model, out);
    SequencedMap<String, String> metadata = metadata(model, stacked);
    if (stacked) {
      BatchedTensors batches = BatchedTensors.of(model.segments());
      metadata.put(
          "stacks",
          String.join(",", batches.shapes().stream().map(BatchedTensors.Shape::text).toList()));
      metadata.put("window_stacks", batchOfWindows(batches, model.segments().size()));
      metadata.putAll(model.provenance());
      SafetensorsHeader.write(metadata, each -> forEachBatch(model, batches, each), out);
      for (List<Integer> windows : batches.windows()) {
        for (int window : windows) {
          writer.writeNetwork(window);
        }
      }
    } else {
      metadata.putAll(model.provenance());
      SafetensorsHeader.write(metadata, each -> forEachTensor(model, each), out);
      for (int i = 0; i < model.segments().size(); i++) {
        writer.writeNetwork(i);
      }
    }
    out.flush();
  }

  private static SequencedMap<String, String> metadata(ClipModel model, boolean stacked) {
    List<Segment> segments = model.segments();
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", ModelFile.FORMAT);
    metadata.put("format_version", stacked ? ModelFile.BATCHED : ModelFile.PLAIN);
    metadata.put("sample_rate", plain(model.sampleRate()));
    metadata.put("channels", Integer.toString(model.channels()));
    metadata.put("frames", Long.toString(model.frames()));
    metadata.put("scale", plain(model.scale()));
    StringJoiner places = new StringJoiner(",");
    segments.forEach(segment -> places.add(segment.firstFrame() + "+" + segment.frames()));
    metadata.put("windows", places.toString());
    NetworkKinds.write(segments, metadata);
    return metadata;
  }

  /** A list with one entry each, or one for all where they are alike. */
  static <T> String list(List<T> things, Function<T, String> text) {
    String first = text.apply(things.getFirst());
    if (things.stream().map(text).allMatch(first::equals)) {
      return first;
    }
    StringJoiner list = new StringJoiner(",");
    things.forEach(thing -> list.add(text.apply(thing)));
    return list.toString();
  }

  private static String batchOfWindows(BatchedTensors batches, int count) {
    int[] batchOf = new int[count];
    for (int b = 0; b < batches.windows().size(); b++) {
      for (int window : batches.windows().get(b)) {
        batchOf[window] = b;
      }
    }
    StringJoiner list = new StringJoiner(",");
    for (int batch : batchOf) {
      list.add(Integer.toString(batch));
    }
    return list.toString();
  }

  private static void forEachBatch(ClipModel model, BatchedTensors batches, Consumer<Entry> each) {
    long at = 0;
    for (int b = 0; b < batches.windows().size(); b++) {
      List<Integer> windows = batches.windows().get(b);
      long parameters = model.segments().get(windows.getFirst()).spec().learnedCount();
      long end = at + Float.BYTES * parameters * windows.size();
      List<Long> shape = List.of((long) windows.size(), parameters);
      each.accept(new Entry(BatchedTensors.tensorName(b), Dtype.F32, shape, at, end));
      at = end;
    }
  }

  /** A number in full, without a decimal point where it is whole. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The tensors in the order of the parameters: weight and bias of each learned layer. */
  private static void forEachTensor(ClipModel model, Consumer<Entry> each) {
    long at = 0;
    for (int i = 0; i < model.segments().size(); i++) {
      NetworkSpec spec = model.segments().get(i).spec();
      List<LayerSpec> learned =
          spec.layers().list().subList(spec.fixedLayers(), spec.layers().size());
      for (int l = 0; l < learned.size(); l++) {
        LayerSpec layer = learned.get(l);
        String name = ModelFile.name(ModelFile.prefix(i), l, learned.size() - 1);
        long in = layer.inFeatures();
        long out = layer.outFeatures();
        long bias = at + in * out * Float.BYTES;
        long end = bias + out * Float.BYTES;
        each.accept(new Entry(name + ".weight", Dtype.F32, List.of(out, in), at, bias));
        each.accept(new Entry(name + ".bias", Dtype.F32, List.of(out), bias, end));
        at = end;
      }
    }
  }

  private void writeNetwork(int window) throws IOException {
    Network network = model.segments().get(window).network();
    float[] parameters = network.parameters();
    int first = network.layers().weightOffset(network.spec().fixedLayers());
    for (int k = first; k < parameters.length; k++) {
      if (!Float.isFinite(parameters[k])) {
        throw new IllegalArgumentException(
            "parameter %d of window %d is %s".formatted(k, window, parameters[k]));
      }
    }
    for (int done = first; done < parameters.length; ) {
      int step = Math.min(parameters.length - done, BLOCK_BYTES / Float.BYTES);
      block.clear().asFloatBuffer().put(parameters, done, step);
      out.write(block.array(), 0, step * Float.BYTES);
      done += step;
    }
  }
}
