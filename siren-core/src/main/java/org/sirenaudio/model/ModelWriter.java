package org.sirenaudio.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.sirenaudio.kernel.LayerSpec;
import org.sirenaudio.kernel.NetworkSpec;
import org.sirenaudio.model.SafetensorsHeader.Entry;

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
    SafetensorsHeader.write(metadata(model), each -> forEachTensor(model, each), out);
    new ModelWriter(model, out).writeNetworks();
    out.flush();
  }

  private static SequencedMap<String, String> metadata(ClipModel model) {
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", ModelFile.FORMAT);
    metadata.put("format_version", ModelFile.VERSION);
    metadata.put("sample_rate", plain(model.sampleRate()));
    metadata.put("channels", Integer.toString(model.channels()));
    metadata.put("frames", Long.toString(model.frames()));
    metadata.put("scale", plain(model.scale()));
    List<String> places = new ArrayList<>();
    List<String> first = new ArrayList<>();
    List<String> hidden = new ArrayList<>();
    for (Segment segment : model.segments()) {
      places.add(segment.firstFrame() + "+" + segment.frames());
      first.add(plain(segment.config().firstOmega0()));
      hidden.add(plain(segment.config().hiddenOmega0()));
    }
    metadata.put("windows", String.join(",", places));
    metadata.put("first_omega_0", list(first));
    metadata.put("hidden_omega_0", list(hidden));
    metadata.putAll(model.provenance());
    return metadata;
  }

  private static String list(List<String> values) {
    boolean alike = values.stream().distinct().count() == 1;
    return alike ? values.getFirst() : String.join(",", values);
  }

  /** A number in full, without a decimal point where it is whole. */
  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The tensors in the order of the parameters: weight and bias of each layer of each network. */
  private static void forEachTensor(ClipModel model, Consumer<Entry> each) {
    long at = 0;
    for (int i = 0; i < model.segments().size(); i++) {
      NetworkSpec spec = model.segments().get(i).config().spec();
      for (int l = 0; l < spec.layers().size(); l++) {
        LayerSpec layer = spec.layers().get(l);
        String name = ModelFile.name(ModelFile.prefix(i), l, spec.layers().size() - 1);
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

  private void writeNetworks() throws IOException {
    for (int i = 0; i < model.segments().size(); i++) {
      float[] parameters = model.segments().get(i).network().parameters();
      for (int k = 0; k < parameters.length; k++) {
        if (!Float.isFinite(parameters[k])) {
          throw new IllegalArgumentException(
              "parameter %d of window %d is %s".formatted(k, i, parameters[k]));
        }
      }
      for (int done = 0; done < parameters.length; ) {
        int step = Math.min(parameters.length - done, BLOCK_BYTES / Float.BYTES);
        block.clear().asFloatBuffer().put(parameters, done, step);
        out.write(block.array(), 0, step * Float.BYTES);
        done += step;
      }
    }
  }
}
