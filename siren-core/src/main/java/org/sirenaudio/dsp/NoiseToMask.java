package org.sirenaudio.dsp;

import java.util.Arrays;

/**
 * The level of noise relative to what a sound masks, frame by frame and critical band by critical
 * band, as in PEAQ (ITU-R BS.1387): the noise-to-mask ratio is 10·log10 of the mean of noise power
 * over {@linkplain MaskingModel masked power}, over bands, frames and channels. Signals may be
 * added in pieces of any length. For one thread.
 */
public final class NoiseToMask {

  /** A frame is disturbed if any band exceeds the mask by this many dB, as in PEAQ. */
  public static final double DISTURBED_DB = 1.5;

  private final MaskingModel model;
  private final Channel[] channels;
  private final double disturbed = Math.pow(10, DISTURBED_DB / 10);
  private double sum;
  private double most;
  private long frames;
  private long disturbedFrames;

  /** An empty meter. */
  public NoiseToMask(double sampleRate, int channelCount) {
    model = MaskingModel.of(sampleRate);
    channels = new Channel[channelCount];
    for (int c = 0; c < channelCount; c++) {
      channels[c] = new Channel(model.frameLength());
    }
  }

  /**
   * Adds the next samples of a channel.
   *
   * @param reference the sound, from {@code from} on
   * @param estimate the sound with noise, from {@code at} on
   */
  public void add(int channel, float[] reference, int from, float[] estimate, int at, int count) {
    for (int i = 0; i < count; i++) {
      double sample = reference[from + i];
      next(channels[channel], sample, estimate[at + i] - sample);
    }
  }

  private void next(Channel channel, double sample, double error) {
    channel.sound[channel.filled] = sample;
    channel.noise[channel.filled++] = error;
    if (channel.filled == channel.sound.length) {
      measure(channel);
      channel.shift();
    }
  }

  private void measure(Channel channel) {
    double[] mask = model.thresholds(model.spectrum(channel.sound));
    double[] noise = model.bands(model.spectrum(channel.noise));
    double highest = 0;
    double ratios = 0;
    for (int b = 0; b < mask.length; b++) {
      double ratio = noise[b] / mask[b];
      ratios += ratio;
      highest = Math.max(highest, ratio);
    }
    sum += ratios / mask.length;
    most = Math.max(most, highest);
    frames++;
    disturbedFrames += highest > disturbed ? 1 : 0;
  }

  /** Completes the last frames with silence; nothing may be added afterwards. */
  public Result result() {
    for (Channel channel : channels) {
      for (int i = model.frameLength() / 2; i > 0; i--) {
        next(channel, 0, 0);
      }
      if (channel.filled > model.frameLength() / 2) {
        channel.pad();
        measure(channel);
      }
    }
    return new Result(
        10 * Math.log10(sum / frames), 10 * Math.log10(most), (double) disturbedFrames / frames);
  }

  /**
   * The result.
   *
   * @param meanDb noise-to-mask ratio in dB; −∞ without noise
   * @param worstDb the highest ratio of any band in any frame in dB
   * @param disturbed fraction of frames in which a band exceeds the mask by {@value #DISTURBED_DB}
   *     dB
   */
  public record Result(double meanDb, double worstDb, double disturbed) {}

  /** The latest samples of a channel; the first frame is centred on its first sample. */
  private static final class Channel {
    private final double[] sound;
    private final double[] noise;
    private int filled;

    Channel(int length) {
      sound = new double[length];
      noise = new double[length];
      filled = length / 2;
    }

    void shift() {
      int half = sound.length / 2;
      System.arraycopy(sound, half, sound, 0, half);
      System.arraycopy(noise, half, noise, 0, half);
      filled = half;
    }

    void pad() {
      Arrays.fill(sound, filled, sound.length, 0);
      Arrays.fill(noise, filled, noise.length, 0);
    }
  }
}
