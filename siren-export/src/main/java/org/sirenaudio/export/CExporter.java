package org.sirenaudio.export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.EncodingForm;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/**
 * A C99 source file that needs only {@code <math.h>}: tables of the windows and of their
 * parameters, and {@code float siren_at(double seconds, int channel)}. It is stateless, so threads
 * may share it. Numbers are hexadecimal, so they are exact and independent of the locale.
 */
public final class CExporter implements Exporter {

  private static final int PER_LINE = 8;

  @Override
  public String ending() {
    return "c";
  }

  @Override
  public String description() {
    return "C source";
  }

  @Override
  public void write(ClipModel model, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, US_ASCII));
    List<Segment> segments = model.segments();
    NetworkStack.requireEncoding(
        segments, ending(), List.of(EncodingForm.POSITIONAL, EncodingForm.FOURIER));
    String code = code(segments.getFirst().spec().nonlinearity());
    int widest = 1;
    for (Segment segment : segments) {
      NetworkSpec spec = segment.spec();
      widest =
          Math.max(widest, Math.max(spec.hiddenFeatures(), NetworkStack.encodedFeatures(spec)));
    }
    text.write(head(model, segments.size(), widest));
    windows(segments, text);
    parameters(segments, text);
    text.write(code);
    text.flush();
  }

  private static String head(ClipModel model, int windows, int widest) {
    return String.format(
        Locale.ROOT,
        """
        /* A recording as a function of time, made by siren export.
         *
         *   float siren_at(double seconds, int channel);
         *
         * returns the amplitude at an instant, 1 for full scale. Instants before the start or after the
         * end give the amplitude there; a channel that does not exist gives 0. Thread-safe. Compile as
         * C99 or later, and link with -lm.
         */
        #include <math.h>
        #include <stddef.h>

        float siren_at(double seconds, int channel);

        const double siren_sample_rate = %s; /* %s Hz, of the recording */
        const double siren_seconds = %s; /* %.6f s */
        const int siren_channels = %d;

        #define WINDOWS %d
        #define WIDEST %d
        #define CHANNELS %d
        #define FRAMES %s
        #define SCALE %s

        """,
        hex(model.sampleRate()),
        model.sampleRate(),
        hex(model.seconds()),
        model.seconds(),
        model.channels(),
        windows,
        widest,
        model.channels(),
        hex((double) model.frames()),
        hex(model.scale()));
  }

  private static void windows(List<Segment> segments, Writer text) throws IOException {
    text.write(
        """
        struct window {
          double first_frame, last_frame, first_omega, hidden_omega, shape, sigma;
          int hidden, layers, octaves; /* features of a hidden layer, hidden layers, of the encoding */
          size_t parameters; /* weight [out][in] and bias [out] of each layer, from here on */
        };

        static const struct window windows[WINDOWS] = {
        """);
    long at = 0;
    for (Segment segment : segments) {
      NetworkSpec spec = segment.spec();
      text.write(
          String.format(
              Locale.ROOT,
              "  {%s, %s, %s, %s, %s, %s, %d, %d, %d, %d},\n",
              hex((double) segment.firstFrame()),
              hex((double) segment.lastFrame()),
              hex(spec.firstOmega0()),
              hex(spec.hiddenOmega0()),
              hex(spec.nonlinearity().shape()),
              hex(spec.encoding() instanceof InputEncoding.Fourier f ? f.sigma() : 0),
              spec.hiddenFeatures(),
              spec.numLayers(),
              NetworkStack.octaves(spec),
              at));
      at += spec.learnedCount();
    }
    text.write("};\n\n");
    text.write("static const double draws[] = {");
    double[] draws = draws(segments);
    for (int i = 0; i < draws.length; i++) {
      text.write((i % PER_LINE == 0 ? "\n  " : " ") + hex(draws[i]) + ",");
    }
    text.write("\n};\n\n");
  }

  /**
   * Random frequencies of the encoding divided by their deviation; a single zero for networks
   * without.
   */
  private static double[] draws(List<Segment> segments) {
    for (Segment segment : segments) {
      if (segment.spec().encoding() instanceof InputEncoding.Fourier fourier) {
        return fourier.draws();
      }
    }
    return new double[1];
  }

  private static void parameters(List<Segment> segments, Writer text) throws IOException {
    text.write("static const float parameters[] = {\n");
    for (Segment segment : segments) {
      float[] all = segment.network().parameters();
      int learned = all.length - segment.spec().learnedCount();
      for (int i = learned; i < all.length; i++) {
        text.write((i - learned) % PER_LINE == 0 ? "  " : " ");
        text.write(Float.toHexString(all[i]));
        text.write("f,");
        if ((i - learned) % PER_LINE == PER_LINE - 1 || i == all.length - 1) {
          text.write('\n');
        }
      }
    }
    text.write("};\n\n");
  }

  private static String hex(double value) {
    return Double.toHexString(value);
  }

  private static String code(Nonlinearity nonlinearity) {
    String activation =
        switch (nonlinearity) {
          case Nonlinearity.Sine sine -> "sin(omega * u)";
          case Nonlinearity.Finer finer -> "sin(omega * (fabs(u) + 1) * u)";
          case Nonlinearity.Gaussian gaussian -> "exp(-omega * u * omega * u)";
          case Nonlinearity.Gabor gabor -> "cos(omega * u) * exp(-w->shape * u * w->shape * u)";
          case Nonlinearity.Hosc hosc -> "tanh(w->shape * sin(omega * u))";
          case Nonlinearity.Relu relu -> "u > 0 ? u : 0 * omega";
          default -> throw NetworkStack.unknown(nonlinearity, "c");
        };
    try (var code = CExporter.class.getResourceAsStream("siren_at.c")) {
      if (code == null) {
        throw new IllegalStateException("the template for C sources is missing");
      }
      return new String(code.readAllBytes(), US_ASCII).replace("ACTIVATION(u)", activation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
