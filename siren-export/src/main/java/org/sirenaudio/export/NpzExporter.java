package org.sirenaudio.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.LongStream;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.EncodingForm;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.Nonlinearity;

/**
 * Arrays for NumPy: the recording's parameters, a table of the windows, and the networks' weights
 * in stacks of one shape. docs/export.md lists the names.
 */
public final class NpzExporter implements Exporter {

  @Override
  public String ending() {
    return "npz";
  }

  @Override
  public String description() {
    return "NumPy arrays";
  }

  @Override
  public void write(ClipModel model, OutputStream out) throws IOException {
    NetworkStack.requireEncoding(
        model.segments(),
        ending(),
        List.of(EncodingForm.POSITIONAL, EncodingForm.FOURIER, EncodingForm.HARMONICS));
    List<Segment> segments = model.segments();
    int count = segments.size();
    NpzFile file = new NpzFile(out);
    file.put("sample_rate", model.sampleRate());
    file.put("frames", model.frames());
    file.put("channels", (long) model.channels());
    file.put("scale", model.scale());
    file.put("activation", activation(segments.getFirst().spec().nonlinearity()));
    long[] firstFrame = new long[count];
    long[] frames = new long[count];
    double[] start = new double[count];
    double[] end = new double[count];
    long[] hidden = new long[count];
    long[] layers = new long[count];
    long[] octaves = new long[count];
    double[] shape = new double[count];
    long[] harmonics = new long[count];
    double[] sigma = new double[count];
    double[] draws = {};
    double[] firstOmega = new double[count];
    double[] hiddenOmega = new double[count];
    for (int i = 0; i < count; i++) {
      Segment segment = segments.get(i);
      firstFrame[i] = segment.firstFrame();
      frames[i] = segment.frames();
      start[i] = segment.firstFrame() / model.sampleRate();
      end[i] = segment.lastFrame() / model.sampleRate();
      hidden[i] = segment.spec().hiddenFeatures();
      layers[i] = segment.spec().numLayers();
      octaves[i] = NetworkStack.octaves(segment.spec());
      shape[i] = segment.spec().nonlinearity().shape();
      if (segment.spec().encoding() instanceof InputEncoding.Harmonics(int terms)) {
        harmonics[i] = terms;
      }
      if (segment.spec().encoding() instanceof InputEncoding.Fourier fourier) {
        sigma[i] = fourier.sigma();
        draws = fourier.draws();
      }
      firstOmega[i] = segment.spec().firstOmega0();
      hiddenOmega[i] = segment.spec().hiddenOmega0();
    }
    file.put("window_first_frame", firstFrame);
    file.put("window_frames", frames);
    file.put("window_start_seconds", start);
    file.put("window_end_seconds", end);
    file.put("window_hidden_features", hidden);
    file.put("window_layers", layers);
    file.put("window_encoding_octaves", octaves);
    if (LongStream.of(harmonics).anyMatch(terms -> terms > 0)) {
      file.put("window_encoding_harmonics", harmonics);
    }
    if (draws.length > 0) {
      file.put("window_encoding_sigma", sigma);
      file.put("encoding_draws", draws);
    }
    file.put("window_shape", shape);
    file.put("window_first_omega_0", firstOmega);
    file.put("window_hidden_omega_0", hiddenOmega);
    NetworkStacks stacks = NetworkStacks.of(segments);
    file.put("window_stack", stacks.stackOf());
    file.put("window_row", stacks.rowOf());
    for (int s = 0; s < stacks.list().size(); s++) {
      put(file, "stack_" + s, stacks.list().get(s));
    }
    file.finish();
  }

  private static void put(NpzFile file, String name, NetworkStack stack) throws IOException {
    for (int l = 0; l < stack.layers(); l++) {
      int out = stack.outFeatures(l);
      file.put(name + "_weight_" + l, stack.weights(l), stack.rows(), out, stack.inFeatures(l));
      file.put(name + "_bias_" + l, stack.biases(l), stack.rows(), out);
    }
  }

  private static String activation(Nonlinearity nonlinearity) {
    return switch (nonlinearity) {
      case Nonlinearity.Sine sine -> "sine";
      case Nonlinearity.Own own -> throw NetworkStack.unknown(own, "npz");
      default -> nonlinearity.kind().name();
    };
  }
}
