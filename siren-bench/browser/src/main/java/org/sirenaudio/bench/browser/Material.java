package org.sirenaudio.bench.browser;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.audio.WavFormat;
import org.sirenaudio.audio.WavWriter;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;

/** What the browser opens. */
final class Material {

  static final int RATE = 44_100;

  private Material() {}

  /** A slowly swelling tone in stereo. */
  static void longRecording(Path file, int seconds) throws IOException {
    WavFormat format = WavFormat.of(RATE, 2, Encoding.PCM_16).withoutDither();
    float[][] second = new float[2][RATE];
    try (WavWriter writer = WavWriter.to(file, format, (long) seconds * RATE, false)) {
      for (int s = 0; s < seconds; s++) {
        for (int i = 0; i < RATE; i++) {
          second[0][i] = (float) (0.4 * Math.sin(0.03 * i) * Math.sin(0.1 * s));
          second[1][i] = -0.5f * second[0][i];
        }
        writer.write(second, 0, RATE);
      }
    }
  }

  /** Two seconds of a chord with a beat in it, and its model again and again. */
  static void recordingAndModel(Path recording, Path model, int seconds) throws IOException {
    float[] samples = new float[2 * RATE];
    for (int i = 0; i < samples.length; i++) {
      double t = i / (double) RATE;
      for (double hertz : new double[] {110, 277.2, 659.3, 1480, 4100}) {
        samples[i] +=
            (float) (0.15 * Math.sin(2 * Math.PI * hertz * t) * Math.exp(-3 * (t * 4 % 1)));
      }
    }
    Clip part = Clip.of(RATE, new float[][] {samples});
    part.write(recording);
    ClipModel once =
        Fitter.with(FitConfig.balanced().withBudget(new Budget.Steps(20)))
            .keepingPoor()
            .fit(part, progress -> {});
    repeated(once, seconds / 2 + 5).write(model, false);
  }

  private static ClipModel repeated(ClipModel once, int times) {
    List<Segment> segments = new ArrayList<>();
    // Windows overlap.
    long step = once.frames() - 64;
    for (int k = 0; k < times; k++) {
      for (Segment segment : once.segments()) {
        segments.add(
            new Segment(segment.firstFrame() + k * step, segment.frames(), segment.network()));
      }
    }
    return ClipModel.of(RATE, (times - 1) * step + once.frames(), once.scale(), segments, Map.of());
  }
}
