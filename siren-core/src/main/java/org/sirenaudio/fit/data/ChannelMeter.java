package org.sirenaudio.fit.data;

/**
 * Measures the mean and variance of one channel. Sums differences from the first sample, so that a
 * constant channel yields exactly its value as the mean and a mean square of exactly 0.
 */
public final class ChannelMeter {
  private double begin;
  private double sum;
  private double squares;
  private long count;

  /** An empty meter. */
  public ChannelMeter() {}

  /** Measures an array of values. */
  public static Level.Channel measure(float[] values) {
    ChannelMeter meter = new ChannelMeter();
    meter.add(values, 0, values.length);
    return meter.channel();
  }

  /** Adds a range of values, end exclusive. */
  public void add(float[] values, int from, int to) {
    if (count == 0 && from < to) {
      begin = values[from];
    }
    for (int i = from; i < to; i++) {
      double value = values[i] - begin;
      sum += value;
      squares += value * value;
    }
    count += to - from;
  }

  /** The result over at least one value. */
  public Level.Channel channel() {
    double mean = sum / count;
    return new Level.Channel(begin + mean, Math.max(0, squares / count - mean * mean));
  }
}
