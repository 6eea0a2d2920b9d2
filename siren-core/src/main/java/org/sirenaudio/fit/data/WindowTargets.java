package org.sirenaudio.fit.data;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.SubframeInterpolator;

/**
 * What one network has to learn: a window of a clip, scaled, at the samples and at evenly spaced
 * instants between them. The values between are an interpolation of the samples; without them a
 * network of many parameters is free to swing between the samples it was shown.
 */
public final class WindowTargets {

  private final Clip window;
  private final int frames;
  private final double gain;
  private final double[] units;

  /** For each channel, from its amplitude to the network's output. */
  private final float[] factors;

  private final double meanSquare;

  /** Points per frame: 1 for the samples alone. */
  private final int oversampling;

  /**
   * {@code [channels][(frames − 1)(oversampling − 1)]}: the values between the samples, in order of
   * time.
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
   * Reads a window and what lies between its samples.
   *
   * @param scale amplitude that the clip's networks have in common as an output of 1
   * @param units factor of each channel on that, at most 1 for those quieter than the loudest
   * @param normalised whether the window is brought to full scale by a gain of its own, so that
   *     quiet windows learn as fast as loud ones
   * @param oversampling points per frame, at least 1
   * @param interpolation gives the values at {@code oversampling − 1} instants after each frame
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
   * What brings the window to full scale, or where it is not to be brought there, a channel that
   * reaches further beyond its level than the loudest does.
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

  /** Factor from the targets' scale to that of the whole clip. */
  public double gain() {
    return gain;
  }

  /** The same for the amplitudes of one channel. */
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
   * How many instants there are to learn: {@code oversampling} a frame, from the first sample to
   * the last.
   */
  public int points() {
    return (frames - 1) * oversampling + 1;
  }

  /** Mean square of the scaled values of all points: the squared error of answering silence. */
  public double meanSquare() {
    return meanSquare;
  }

  /** Mean square of the scaled samples of the first frames alone. */
  public double meanSquare(int first) {
    double sum = 0;
    for (int c = 0; c < channels(); c++) {
      sum += sumOfSquares(c, first);
    }
    return sum / ((double) first * channels());
  }

  /** The same of one channel. */
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

  /** The network's coordinate of a point. */
  public double coordinate(int point) {
    return -1 + 2.0 * point / Math.max(1, points() - 1);
  }

  /** The point that a frame of the window is. */
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

  /** Writes one point's scaled values, channel after channel. */
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
