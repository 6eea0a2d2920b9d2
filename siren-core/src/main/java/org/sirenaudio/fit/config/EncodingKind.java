package org.sirenaudio.fit.config;

import org.sirenaudio.network.GridEncoding;
import org.sirenaudio.network.InputEncoding;

/** What can stand before a network's first layer. */
public enum EncodingKind {
  /** Nothing: the coordinate itself. */
  NONE {
    @Override
    public InputEncoding of(double hertz, double seconds, long seed) {
      return new InputEncoding.None();
    }
  },
  /** Octaves of sines and cosines (Mildenhall et al. 2020, "NeRF"). */
  NERF {
    @Override
    public InputEncoding of(double hertz, double seconds, long seed) {
      return InputEncoding.Positional.upTo(hertz, seconds);
    }
  },
  /** Sines and cosines of random frequencies (Tancik et al. 2020). */
  FOURIER {
    @Override
    public InputEncoding of(double hertz, double seconds, long seed) {
      return new InputEncoding.Fourier(
          InputEncoding.Fourier.USUAL, DEVIATIONS * hertz * seconds / 2, (int) seed);
    }
  },
  /** The terms of a Fourier series, as a Fourier-KAN begins with (Li et al. 2026). */
  HARMONICS {
    @Override
    public InputEncoding of(double hertz, double seconds, long seed) {
      return InputEncoding.Harmonics.upTo(hertz, seconds);
    }
  },
  /** Features of grids of several resolutions, which are learned (Müller et al. 2022). */
  GRID {
    @Override
    public InputEncoding of(double hertz, double seconds, long seed) {
      return GridEncoding.upTo(hertz, seconds);
    }
  };

  /** Standard deviation of random frequencies over the frequency that is asked for. */
  private static final double DEVIATIONS = 0.5;

  /**
   * The encoding of a window.
   *
   * @param hertz the frequency that it is to reach
   * @param seconds that the window lasts
   * @param seed of what is drawn
   */
  public abstract InputEncoding of(double hertz, double seconds, long seed);
}
