package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.Interpolation;
import org.sirenaudio.fit.config.TrainingSet;
import org.sirenaudio.metrics.LogSpectralDistance;
import org.sirenaudio.render.Renderer;

/** How a fit fills what was left out of a recording, beside straight lines and a cubic spline. */
public final class MissingReport {

  private MissingReport() {}

  /**
   * How a fit fills the frames of a recording that it was not shown.
   *
   * @param rendered the model on the recording's grid
   */
  public static Baselines of(Clip rendered, TrainingSet.Frames shown) throws IOException {
    Clip clip = shown.clip();
    double[] instants = shown.instants();
    float[][] values = shown.values();
    List<float[]> linear = new ArrayList<>();
    List<float[]> cubic = new ArrayList<>();
    for (float[] channel : values) {
      linear.add(sampled(Interpolation.linear(instants, channel)::at, clip.frames()));
      cubic.add(sampled(Interpolation.cubic(instants, channel)::at, clip.frames()));
    }
    return Baselines.of(
        clip.samples(),
        shown.known().known(),
        List.of(
            new Baselines.Estimate("Siren", rendered.samples()),
            new Baselines.Estimate("cubic spline", arrays(cubic)),
            new Baselines.Estimate("linear", arrays(linear))),
        new LogSpectralDistance());
  }

  /**
   * How a fit answers at the points of a CSV file that it was not shown.
   *
   * @param points all of the file's points
   * @param shown which of them it was shown
   */
  public static Baselines of(FitSession session, PointsFile points, BitSet shown)
      throws IOException {
    double[] seconds = points.seconds();
    int[] kept = shown.stream().toArray();
    double[] instants = Arrays.stream(kept).mapToDouble(i -> seconds[i]).toArray();
    int channels = points.values().length;
    float[][] linear = new float[channels][seconds.length];
    float[][] cubic = new float[channels][seconds.length];
    for (int c = 0; c < channels; c++) {
      float[] values = new float[kept.length];
      for (int i = 0; i < kept.length; i++) {
        values[i] = points.values()[c][kept[i]];
      }
      Interpolation lines = Interpolation.linear(instants, values);
      Interpolation spline = Interpolation.cubic(instants, values);
      for (int i = 0; i < seconds.length; i++) {
        linear[c][i] = (float) lines.at(seconds[i]);
        cubic[c][i] = (float) spline.at(seconds[i]);
      }
    }
    double end = session.model().seconds();
    double[] within = Arrays.stream(seconds).map(t -> Math.min(t, end)).toArray();
    float[][] answers = Renderer.of(session.model()).atInstants(within);
    return Baselines.of(
        points.values(),
        shown,
        List.of(
            new Baselines.Estimate("Siren", answers),
            new Baselines.Estimate("cubic spline", cubic),
            new Baselines.Estimate("linear", linear)),
        null);
  }

  private static float[][] arrays(List<float[]> channels) {
    return channels.toArray(float[][]::new);
  }

  public static float[] sampled(DoubleUnaryOperator curve, int frames) {
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (float) curve.applyAsDouble(i);
    }
    return samples;
  }
}
