package org.sirenaudio.fit.data;

import java.util.List;
import org.sirenaudio.fit.config.Normalisation;

/**
 * Loudness of a clip.
 *
 * @param peak largest magnitude of all samples
 * @param meanSquare over all samples
 * @param channels each channel separately
 */
public record Level(double peak, double meanSquare, List<Channel> channels) {

  /** Mean square of −60 dBFS, the threshold of audibility. */
  public static final double AUDIBLE = 1e-6;

  /** Offsets below this fraction of the sound's power are left to the networks. */
  private static final double LARGE_OFFSET = 0.1;

  public Level {
    channels = List.copyOf(channels);
  }

  /**
   * One channel; its sound excludes the mean, since an offset is inaudible.
   *
   * @param mean of its samples, exact if all are equal
   * @param meanSquare of its samples minus their mean; 0 if all are equal
   */
  public record Channel(double mean, double meanSquare) {

    /** Whether it is constant. */
    public boolean constant() {
      return meanSquare == 0;
    }

    /** Its mean if large enough to bias the spectrum, else 0. */
    double offset() {
      return mean * mean > LARGE_OFFSET * meanSquare ? mean : 0;
    }
  }

  /** The amplitude that a network output of 1 represents; 1 for silence. */
  public double scale(Normalisation normalisation) {
    double scale =
        switch (normalisation) {
          case PEAK -> peak;
          case RMS -> Math.sqrt(meanSquare);
          case NONE -> 1;
        };
    return scale > 0 ? scale : 1;
  }

  /** Mean square of the loudest channel, without its mean. */
  public double loudest() {
    return channels.stream().mapToDouble(Channel::meanSquare).max().orElse(0);
  }

  /** The means removed before a fit, 0 where small relative to the sound. */
  public double[] offsets() {
    return channels.stream().mapToDouble(Channel::offset).toArray();
  }

  /**
   * Each channel's level relative to the loudest, at most 1; dividing by them makes all channels be
   * learned equally well. 1 for a constant channel, and for all without normalisation.
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
