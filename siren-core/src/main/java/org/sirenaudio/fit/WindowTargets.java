package org.sirenaudio.fit;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.SubframeInterpolator;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.parallel.Workers;

/**
 * What one network has to learn: a window of a clip, scaled, at the samples and at evenly spaced
 * instants between them. The values between are an interpolation of the samples; without them a
 * network of many parameters is free to swing between the samples it was shown.
 */
final class WindowTargets {

  /** Frames that are evaluated at once. */
  private static final int ERROR_BLOCK = 1 << 16;

  private final Clip window;
  private final int frames;
  private final float factor;
  private final double meanSquare;

  /** Points per frame: 1 for the samples alone. */
  private final int density;

  /**
   * {@code [channels][(frames − 1)(density − 1)]}: the values between the samples, in order of
   * time.
   */
  private final float[][] between;

  /**
   * @param unit amplitude that a network's output of 1 shall stand for
   * @param density points per frame, at least 1
   * @param between tells the values at {@code density − 1} instants after each frame
   */
  WindowTargets(
      ClipSource clip,
      int firstFrame,
      int frames,
      double unit,
      int density,
      SubframeInterpolator between) {
    this.frames = frames;
    this.density = density;
    this.factor = (float) (1 / unit);
    this.between = new float[clip.channels()][(frames - 1) * (density - 1)];
    int before = Math.min(firstFrame, between.reach());
    int after = Math.min(clip.frames() - firstFrame - frames, between.reach());
    Clip around = clip.slice(firstFrame - before, before + frames + after);
    window = around.slice(before, frames);
    double sum = 0;
    for (int c = 0; c < clip.channels(); c++) {
      float[] samples = around.channel(c);
      float[][] parts = between.values(samples, firstFrame - before, before, frames - 1);
      for (int i = 0; i < this.between[c].length; i++) {
        this.between[c][i] = parts[i % (density - 1)][i / (density - 1)];
        double value = factor * this.between[c][i];
        sum += value * value;
      }
      for (float sample : window.channel(c)) {
        double value = factor * sample;
        sum += value * value;
      }
    }
    meanSquare = sum / ((double) points() * clip.channels());
  }

  int frames() {
    return frames;
  }

  int channels() {
    return window.channels();
  }

  /**
   * How many instants there are to learn: {@code density} a frame, from the first sample to the
   * last.
   */
  int points() {
    return (frames - 1) * density + 1;
  }

  /** Mean square of the scaled values of all points: the squared error of answering silence. */
  double meanSquare() {
    return meanSquare;
  }

  /** Mean square of the scaled samples of the first frames alone. */
  double meanSquare(int first) {
    double sum = 0;
    for (int c = 0; c < channels(); c++) {
      float[] samples = window.channel(c);
      for (int i = 0; i < first; i++) {
        double value = factor * samples[i];
        sum += value * value;
      }
    }
    return sum / ((double) first * channels());
  }

  /** The network's coordinate of a point. */
  double coordinate(int point) {
    return -1 + 2.0 * point / Math.max(1, points() - 1);
  }

  /** The point that a frame of the window is. */
  int pointOfFrame(int frame) {
    return frame * density;
  }

  /** All points' scaled values, {@code [points, channels]}. */
  float[] values() {
    float[] values = new float[points() * channels()];
    for (int i = 0; i < points(); i++) {
      read(i, values, i * channels());
    }
    return values;
  }

  /**
   * The mean squared error of a network over every frame, in the scaled targets' units.
   *
   * @param pass with the parameters loaded
   */
  double meanSquaredError(GradientPass pass, Workers workers) {
    int block = Math.min(frames, ERROR_BLOCK);
    float[] outputs = new float[block * channels()];
    float[] wanted = new float[channels()];
    double sum = 0;
    for (int done = 0; done < frames; done += block) {
      int count = Math.min(block, frames - done);
      int start = done;
      pass.forward(
          workers,
          (from, length, x) -> {
            for (int i = 0; i < length; i++) {
              x[i] = coordinate(pointOfFrame(start + from + i));
            }
          },
          count,
          outputs);
      for (int i = 0; i < count; i++) {
        read(pointOfFrame(done + i), wanted, 0);
        for (int c = 0; c < wanted.length; c++) {
          double e = outputs[i * wanted.length + c] - wanted[c];
          sum += e * e;
        }
      }
    }
    return sum / ((double) frames * channels());
  }

  /** Writes one point's scaled values, channel after channel. */
  void read(int point, float[] into, int at) {
    int frame = point / density;
    int part = point % density;
    for (int c = 0; c < window.channels(); c++) {
      float value =
          part == 0 ? window.channel(c)[frame] : between[c][frame * (density - 1) + part - 1];
      into[at + c] = factor * value;
    }
  }
}
