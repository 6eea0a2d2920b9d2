package org.sirenaudio.fit.data;

/**
 * Measures one channel. Adds up its samples less the first one, so that equal samples give exactly
 * their value as the mean, and a mean square of exactly 0.
 */
public final class ChannelMeter {
  private double begin;
  private double sum;
  private double squares;
  private long count;

  /** Of nothing yet. */
  public ChannelMeter() {}

  /** What some values are like. */
  public static Level.Channel measure(float[] values) {
    ChannelMeter meter = new ChannelMeter();
    meter.add(values, 0, values.length);
    return meter.channel();
  }

  /** Adds the values from one index on and before another. */
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

  /** What has been added, at least one value. */
  public Level.Channel channel() {
    double mean = sum / count;
    return new Level.Channel(begin + mean, Math.max(0, squares / count - mean * mean));
  }
}
