package org.sirenaudio.fit.config;

import org.sirenaudio.network.GridEncoding;
import org.sirenaudio.network.InputEncoding;

/** Input encodings, placed before a network's first layer. */
public enum EncodingKind {
  /** None: the coordinate itself. */
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
  /** The terms of a Fourier series, as in the first layer of a Fourier-KAN (Li et al. 2026). */
  HARMONICS {
    @Override
    public InputEncoding of(double hertz, double seconds, long seed) {
      return InputEncoding.Harmonics.upTo(hertz, seconds);
    }
  },
  /** Learned features on grids of several resolutions (Müller et al. 2022). */
  GRID {
    @Override
    public InputEncoding of(double hertz, double seconds, long seed) {
      return GridEncoding.upTo(hertz, seconds);
    }
  };

  /** Ratio of the random frequencies' standard deviation to the requested frequency. */
  private static final double DEVIATIONS = 0.5;

  /** The kind of an encoding. */
  public static EncodingKind of(InputEncoding encoding) {
    return switch (encoding) {
      case InputEncoding.None none -> NONE;
      case InputEncoding.Positional octaves -> NERF;
      case InputEncoding.Fourier random -> FOURIER;
      case InputEncoding.Harmonics series -> HARMONICS;
      case GridEncoding grid -> GRID;
    };
  }

  /**
   * The encoding of a window.
   *
   * @param hertz highest frequency to represent
   * @param seconds duration of the window
   * @param seed of random frequencies and features
   * @throws IllegalArgumentException for {@link #FOURIER} if the frequency or the duration is not
   *     positive and finite
   */
  public abstract InputEncoding of(double hertz, double seconds, long seed);
}
