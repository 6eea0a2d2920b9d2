package org.sirenaudio.fit.data;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.SubframeInterpolator;

/**
 * The training targets of one network: a window of a clip, scaled, at the samples and at evenly
 * spaced instants between them. The latter are interpolated from the samples; without them a
 * network with many parameters oscillates between samples.
 */
public final class WindowTargets {

  private final Clip window;
  private final int frames;
  private final double gain;
  private final double[] units;

  /** Per-channel factor from amplitude to network output. */
  private final float[] factors;

  private final double meanSquare;

  /** Points per frame: 1 for the samples only. */
  private final int oversampling;

  /**
   * {@code [channels][(frames − 1)(oversampling − 1)]}: the values between the samples, in time
   * order.
   */
  private final float[][] between;

  private WindowTargets(
      Clip window, double gain, double scale, double[] units, int oversampling, float[][] between) {
    this.window = window;
    this.gain = gain;
    this.units = units;
    this.oversampling = oversampling;
    this.between = between;
    frames = window.frames();
    factors = new float[between.length];
    double sum = 0;
    for (int c = 0; c < between.length; c++) {
      float factor = (float) (1 / (scale * gain(c)));
      factors[c] = factor;
      for (float tween : between[c]) {
        double value = factor * tween;
        sum += value * value;
      }
      for (float sample : window.channel(c)) {
        double value = factor * sample;
        sum += value * value;
      }
    }
    meanSquare = sum / ((double) points() * channels());
  }

  /**
   * Reads a window with its intermediate values.
   *
   * @param scale amplitude of a network output of 1, common to the clip
   * @param units factor of each channel on it, at most 1 for channels quieter than the loudest
   * @param normalised whether to scale the window to full scale by its own gain, so that quiet
   *     windows learn as fast as loud ones
   * @param oversampling points per frame, at least 1
   * @param interpolation yields the values at {@code oversampling − 1} instants after each frame
   */
  public static WindowTargets of(
      ClipSource clip,
      int firstFrame,
      int frames,
      double scale,
      double[] units,
      boolean normalised,
      int oversampling,
      SubframeInterpolator interpolation) {
    int before = Math.min(firstFrame, interpolation.reach());
    int after = Math.min(clip.frames() - firstFrame - frames, interpolation.reach());
    Clip around = clip.slice(firstFrame - before, before + frames + after);
    float[][] between = new float[clip.channels()][(frames - 1) * (oversampling - 1)];
    for (int c = 0; c < between.length; c++) {
      float[][] parts =
          interpolation.values(around.channel(c), firstFrame - before, before, frames - 1);
      for (int i = 0; i < between[c].length; i++) {
        between[c][i] = parts[i % (oversampling - 1)][i / (oversampling - 1)];
      }
    }
    Clip window = around.slice(before, frames);
    return new WindowTargets(
        window, gain(window, scale, units, normalised), scale, units, oversampling, between);
  }

  /**
   * The gain to full scale; without window normalisation, the gain for a channel with a higher
   * crest factor than the loudest one.
   */
  private static double gain(Clip window, double scale, double[] units, boolean normalised) {
    double plain = window.peak();
    double peak = 0;
    for (int c = 0; c < units.length; c++) {
      for (float sample : window.channel(c)) {
        peak = Math.max(peak, Math.abs(sample) / units[c]);
      }
    }
    if (!(peak > 0)) {
      return 1;
    }
    return normalised ? peak / scale : peak / plain;
  }

  /** Factor from the targets' scale to the whole clip's. */
  public double gain() {
    return gain;
  }

  /** As above, for amplitudes of one channel. */
  public double gain(int channel) {
    return gain * units[channel];
  }

  /** Whether there is nothing to learn. */
  public boolean silent() {
    return meanSquare == 0;
  }

  public int frames() {
    return frames;
  }

  public int channels() {
    return window.channels();
  }

  /**
   * The number of training instants: {@code oversampling} per frame, from the first sample to the
   * last.
   */
  public int points() {
    return (frames - 1) * oversampling + 1;
  }

  /** Mean square of the scaled values of all points: the squared error of a silent output. */
  public double meanSquare() {
    return meanSquare;
  }

  /** Mean square of the scaled samples of the first frames only. */
  public double meanSquare(int first) {
    double sum = 0;
    for (int c = 0; c < channels(); c++) {
      sum += sumOfSquares(c, first);
    }
    return sum / ((double) first * channels());
  }

  /** As above, for one channel. */
  public double meanSquare(int channel, int first) {
    return sumOfSquares(channel, first) / first;
  }

  private double sumOfSquares(int channel, int first) {
    float[] samples = window.channel(channel);
    double sum = 0;
    for (int i = 0; i < first; i++) {
      double value = factors[channel] * samples[i];
      sum += value * value;
    }
    return sum;
  }

  /** The network coordinate of a point. */
  public double coordinate(int point) {
    return -1 + 2.0 * point / Math.max(1, points() - 1);
  }

  /** The point index of a frame. */
  public int pointOfFrame(int frame) {
    return frame * oversampling;
  }

  /** All points' scaled values, {@code [points, channels]}. */
  public float[] values() {
    float[] values = new float[points() * channels()];
    for (int i = 0; i < points(); i++) {
      read(i, values, i * channels());
    }
    return values;
  }

  /** Writes one point's scaled values, channel by channel. */
  public void read(int point, float[] into, int at) {
    int frame = point / oversampling;
    int part = point % oversampling;
    for (int c = 0; c < window.channels(); c++) {
      float value =
          part == 0 ? window.channel(c)[frame] : between[c][frame * (oversampling - 1) + part - 1];
      into[at + c] = factors[c] * value;
    }
  }
}
