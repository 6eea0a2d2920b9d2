package org.sirenaudio.fit.data;

import java.util.List;
import org.sirenaudio.fit.config.Normalisation;

/**
 * How loud a clip is.
 *
 * @param peak largest magnitude of all samples
 * @param meanSquare over all samples
 * @param channels each by itself
 */
public record Level(double peak, double meanSquare, List<Channel> channels) {

  /** Mean square of −60 dBFS: what is louder counts as audible. */
  public static final double AUDIBLE = 1e-6;

  /** An offset of less than this part of the sound's power is left to the networks. */
  private static final double LARGE_OFFSET = 0.1;

  public Level {
    channels = List.copyOf(channels);
  }

  /**
   * One channel: its sound is what is left without its mean, for an offset is not heard.
   *
   * @param mean of its samples, exactly their value where all are equal
   * @param meanSquare of its samples less their mean; 0 where all are equal
   */
  public record Channel(double mean, double meanSquare) {

    /** Whether there is nothing in it to fit. */
    public boolean constant() {
      return meanSquare == 0;
    }

    /** Its mean where that would hide the sound from who looks for frequencies, else 0. */
    double offset() {
      return mean * mean > LARGE_OFFSET * meanSquare ? mean : 0;
    }
  }

  /** The amplitude that a network's output of 1 stands for; 1 for silence. */
  public double scale(Normalisation normalisation) {
    double scale =
        switch (normalisation) {
          case PEAK -> peak;
          case RMS -> Math.sqrt(meanSquare);
          case NONE -> 1;
        };
    return scale > 0 ? scale : 1;
  }

  /** Mean square of the loudest channel, less its mean. */
  public double loudest() {
    return channels.stream().mapToDouble(Channel::meanSquare).max().orElse(0);
  }

  /** The means that are taken away before a fit, 0 where one is small beside the sound. */
  public double[] offsets() {
    return channels.stream().mapToDouble(Channel::offset).toArray();
  }

  /**
   * The factors by which each channel is quieter than the loudest: divided by them, all are learned
   * equally well. 1 for a channel that is constant, and for all where nothing is normalised.
   */
  public double[] units(Normalisation normalisation) {
    double loudest = loudest();
    return channels.stream()
        .mapToDouble(
            channel ->
                channel.constant() || normalisation == Normalisation.NONE
                    ? 1
                    : Math.sqrt(channel.meanSquare() / loudest))
        .toArray();
  }
}
