package org.sirenaudio.export;

import static org.sirenaudio.export.OnnxGraph.DOUBLE;
import static org.sirenaudio.export.OnnxGraph.FLOAT;
import static org.sirenaudio.export.OnnxGraph.INT64;
import static org.sirenaudio.export.OnnxGraph.attribute;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.EncodingForm;

/**
 * An ONNX graph from {@code seconds [N]} in double to {@code amplitudes [N, channels]} in float.
 * Time is in double, since a float steps by 0.24 ms at one hour. Instants before the start or after
 * the end are clamped.
 *
 * <p>With many windows, each instant finds its window by bisection and gathers its weights; with a
 * few large ones, each window gathers its instants. The networks are computed in blocks of instants
 * (a Scan), so that memory does not grow with N except for inputs and outputs.
 */
public final class OnnxExporter implements Exporter {

  /** Supported by onnx 1.12 (2022) and later. */
  private static final int IR_VERSION = 8;

  private static final int OPSET = 17;

  /** Size limit of a Protocol Buffers file. */
  private static final long MOST_BYTES = Integer.MAX_VALUE;

  /** Approximate memory per layer of a block: 16 MB of gathered weights, or of features. */
  private static final int BLOCK_VALUES = 1 << 22;

  private static final int MOST_INSTANTS = 1 << 14;

  /** Few windows with many parameters are not gathered: each gets its own nodes. */
  private static final int FEW = 64;

  private static final int LARGE = 1000;

  @Override
  public String ending() {
    return "onnx";
  }

  @Override
  public String description() {
    return "ONNX graph";
  }

  @Override
  public void write(ClipModel model, OutputStream out) throws IOException {
    NetworkStack.requireEncoding(
        model.segments(),
        ending(),
        List.of(EncodingForm.POSITIONAL, EncodingForm.FOURIER, EncodingForm.HARMONICS));
    if (Float.BYTES * model.parameterCount() > MOST_BYTES) {
      throw tooLarge(model);
    }
    OnnxGraph graph = OnnxGraph.create();
    String seconds = graph.input("seconds", DOUBLE, "N");
    String frames = graph.node("Mul", seconds, graph.number(model.sampleRate()));
    String within = graph.node("Max", frames, graph.number(0));
    String n = graph.node("Min", within, graph.number((double) model.frames()));
    String channels = Integer.toString(model.channels());
    String amplitudes = model.segments().size() == 1 ? one(graph, model, n) : many(graph, model, n);
    graph.output(amplitudes, "amplitudes", FLOAT, "N", channels);
    Message file =
        new Message()
            .put(1, IR_VERSION)
            .put(2, "siren")
            .put(7, graph.named("recording"))
            .put(8, new Message().put(1, "").put(2, OPSET));
    metadata(file, "sample_rate", Double.toString(model.sampleRate()));
    metadata(file, "frames", Long.toString(model.frames()));
    metadata(file, "channels", channels);
    if (file.size() > MOST_BYTES) {
      throw tooLarge(model);
    }
    file.writeTo(out);
    out.flush();
  }

  private static void metadata(Message file, String key, String value) {
    file.put(14, new Message().put(1, key).put(2, value));
  }

  private static BadDataException tooLarge(ClipModel model) {
    return new BadDataException(
        "a model of %d parameters exceeds the 2 GiB limit of an ONNX file"
            .formatted(model.parameterCount()));
  }

  private static String one(OnnxGraph graph, ClipModel model, String n) {
    Segment segment = model.segments().getFirst();
    double step = 2.0 / Math.max(1, segment.frames() - 1);
    String x = graph.node("Sub", graph.node("Mul", n, graph.number(step)), graph.number(1));
    OnnxNetworks networks = new OnnxNetworks(graph, graph);
    String y = networks.outputs(NetworkStacks.of(model.segments()), "", x);
    return graph.node("Mul", y, graph.tensor(new float[] {(float) model.scale()}));
  }

  /** Splits instants into blocks, zero-padding the last one, and concatenates the outputs. */
  private static String many(OnnxGraph graph, ClipModel model, String n) {
    List<Segment> segments = model.segments();
    int largest = segments.stream().mapToInt(s -> s.spec().learnedCount()).max().orElse(1);
    boolean apart = segments.size() <= FEW && largest >= LARGE;
    NetworkStacks stacks = apart ? NetworkStacks.apart(segments) : NetworkStacks.of(segments);
    if (apart) {
      largest = segments.stream().mapToInt(s -> s.spec().hiddenFeatures()).max().orElse(1);
    }
    int most = Math.clamp(BLOCK_VALUES / largest, 64, MOST_INSTANTS);
    String one = graph.tensor(1L);
    String count = graph.node("Shape", n);
    String block = graph.node("Max", graph.node("Min", count, graph.tensor((long) most)), one);
    String begun = graph.node("Add", count, graph.node("Sub", block, one));
    String blocks = graph.node("Max", graph.node("Div", begun, block), one);
    String missing = graph.node("Sub", graph.node("Mul", blocks, block), count);
    String filled = graph.concat(n, graph.node("Expand", graph.number(0), missing));
    String cut = graph.node("Reshape", filled, graph.concat(blocks, block));
    OnnxGraph body = graph.inner();
    String channels = Integer.toString(model.channels());
    String instants = body.input("instants", DOUBLE, "B");
    String values = block(graph, body, model, stacks, instants);
    body.output(values, "values", FLOAT, "B", channels);
    body.named("block");
    List<Message> attributes = List.of(attribute("body", body), attribute("num_scan_inputs", 1));
    String answers = graph.node("Scan", attributes, cut);
    String flat = graph.node("Reshape", answers, graph.tensor(-1, model.channels()));
    return graph.node("Slice", flat, graph.tensor(0L), count);
  }

  /**
   * A block of instants: those within a cross-fade are evaluated by both windows.
   *
   * @param n in frames, {@code [B]} DOUBLE
   */
  private static String block(
      OnnxGraph constants, OnnxGraph graph, ClipModel model, NetworkStacks stacks, String n) {
    List<Segment> segments = model.segments();
    double[] first = segments.stream().mapToDouble(Segment::firstFrame).toArray();
    double[] fadeEnd = new double[first.length];
    double[] step = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      fadeEnd[i] = i == 0 ? first[0] : segments.get(i - 1).lastFrame();
      step[i] = 2.0 / Math.max(1, segments.get(i).frames() - 1);
    }
    OnnxNetworks networks = new OnnxNetworks(constants, graph);
    String firsts = constants.tensor(first);
    String window = latest(constants, graph, first, n);
    String begin = graph.node("Gather", firsts, window);
    String end = graph.node("Gather", constants.tensor(fadeEnd), window);
    String fading = graph.node("Less", n, end);
    String fades = networks.where(fading);
    String windows =
        graph.concat(
            window, graph.node("Sub", graph.node("Gather", window, fades), constants.tensor(1L)));
    String instants = graph.concat(n, graph.node("Gather", n, fades));
    String since = graph.node("Sub", instants, graph.node("Gather", firsts, windows));
    String steps = graph.node("Gather", constants.tensor(step), windows);
    String x = graph.node("Sub", graph.node("Mul", since, steps), constants.number(1));
    String y = networks.outputs(stacks, windows, x);

    String part = graph.node("Div", graph.node("Sub", n, begin), graph.node("Sub", end, begin));
    String sine = graph.node("Sin", graph.node("Mul", part, constants.number(Math.PI / 2)));
    String one = constants.number(1);
    String later = graph.node("Where", fading, graph.node("Mul", sine, sine), one);
    String earlier = graph.node("Sub", one, graph.node("Gather", later, fades));
    String weights =
        graph.node("Mul", graph.concat(later, earlier), constants.number(model.scale()));
    String column = graph.node("Unsqueeze", graph.cast(weights, FLOAT), constants.tensor(1L));
    String weighted = graph.node("Mul", y, column);
    String count = graph.node("Shape", n);
    String zero = constants.tensor(0L);
    String own = graph.node("Slice", weighted, zero, count);
    String others = graph.node("Slice", weighted, count, graph.node("Shape", windows));
    String sums = graph.node("Add", graph.node("Gather", own, fades), others);
    return graph.node("ScatterND", own, graph.node("Unsqueeze", fades, constants.tensor(1L)), sums);
  }

  /** The latest window that has begun at an instant, by bisection: {@code [B]} INT64. */
  private static String latest(OnnxGraph constants, OnnxGraph graph, double[] first, String n) {
    int size = Math.max(2, Integer.highestOneBit(first.length - 1) * 2);
    double[] filled = Arrays.copyOf(first, size);
    Arrays.fill(filled, first.length, size, Double.POSITIVE_INFINITY);
    // With two windows there is one step and no table.
    String firsts = size > 2 ? constants.tensor(filled) : "";
    String place = "";
    for (long step = size / 2; step > 0; step /= 2) {
      String width = constants.tensor(step);
      String next =
          place.isEmpty()
              ? constants.number(filled[(int) step])
              : graph.node("Gather", firsts, graph.node("Add", place, width));
      String begun = graph.cast(graph.node("LessOrEqual", next, n), INT64);
      String more = graph.node("Mul", begun, width);
      place = place.isEmpty() ? more : graph.node("Add", place, more);
    }
    return place;
  }
}
