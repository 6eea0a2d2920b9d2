package org.sirenaudio.fit.data;

import org.sirenaudio.fit.config.Normalisation;

/**
 * How loud a clip is.
 *
 * @param peak largest magnitude of all samples
 * @param meanSquare over all samples
 */
public record Level(double peak, double meanSquare) {

  /** Mean square of −60 dBFS: what is louder counts as audible. */
  public static final double AUDIBLE = 1e-6;

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
}
