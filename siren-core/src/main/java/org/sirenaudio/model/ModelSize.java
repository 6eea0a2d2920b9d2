package org.sirenaudio.model;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/** The size of a model's file, obtained by counting what the writer writes. */
public final class ModelSize {

  /** Number of windows counted, twice; each further one takes the same space. */
  private static final int COUNTED = 256;

  /** Placeholder window length in frames. */
  private static final int SOME_FRAMES = 1000;

  private static final double SOME_RATE = 44_100;

  private ModelSize() {}

  /**
   * File size of {@link ClipModel#write} in bytes.
   *
   * @throws UncheckedIOException if the model is in a file whose windows cannot be read
   */
  public static long of(ClipModel model) {
    Counter counter = new Counter();
    try {
      blank(model).write(counter);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counter.bytes;
  }

  /**
   * Approximate file size in bytes of a model that does not exist yet.
   *
   * @param shapes network shapes, at least one, assigned to the windows in rotation
   * @param windows number of windows, at least 1
   * @param provenance of the same length as the model's
   * @throws IllegalArgumentException if the shapes do not suit one model: see {@link ClipModel#of}
   */
  public static long of(
      List<NetworkSpec> shapes, int windows, Map<String, String> provenance, WeightType weights) {
    int rounds = Math.ceilDiv(COUNTED, shapes.size());
    int some = rounds * shapes.size();
    if (windows <= 2 * some) {
      return of(model(shapes, windows, provenance, weights));
    }
    long first = of(model(shapes, some, provenance, weights));
    long second = of(model(shapes, 2 * some, provenance, weights));
    return Math.round(second + (double) (second - first) / some * (windows - 2.0 * some));
  }

  /**
   * As above without the parameters: the overhead.
   *
   * @throws IllegalArgumentException if the shapes do not suit one model: see {@link ClipModel#of}
   */
  public static long besideParameters(
      List<NetworkSpec> shapes, int windows, Map<String, String> provenance, WeightType weights) {
    long parameters = 0;
    for (int i = 0; i < shapes.size(); i++) {
      long networks = ((long) windows - i + shapes.size() - 1) / shapes.size();
      parameters += networks * shapes.get(i).learnedCount();
    }
    return of(shapes, windows, provenance, weights) - weights.bytes() * parameters;
  }

  private static ClipModel model(
      List<NetworkSpec> shapes, int windows, Map<String, String> provenance, WeightType weights) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      NetworkSpec shape = shapes.get(i % shapes.size());
      // As in fits, no two windows have the same initial frequencies.
      NetworkSpec spec = shape.withFirstOmega0(shape.firstOmega0() * (1 + i / 3.0));
      segments.add(new Segment((long) i * SOME_FRAMES, SOME_FRAMES + 1, spec, () -> zeros(spec)));
    }
    long frames = (long) windows * SOME_FRAMES + 1;
    return ClipModel.of(SOME_RATE, frames, 1 / 3.0, segments, provenance).withWeights(weights);
  }

  /** The same model without weights, which need not be read for counting. */
  private static ClipModel blank(ClipModel model) {
    List<Segment> segments =
        model.segments().stream()
            .map(s -> new Segment(s.firstFrame(), s.frames(), s.spec(), () -> zeros(s.spec())))
            .toList();
    return ClipModel.of(
            model.sampleRate(), model.frames(), model.scale(), segments, model.provenance())
        .withWeights(model.weights());
  }

  private static Network zeros(NetworkSpec spec) {
    return Network.of(spec, new float[spec.parameterCount()]);
  }

  /** Counts the bytes written to it. */
  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int from, int length) {
      bytes += length;
    }
  }
}
