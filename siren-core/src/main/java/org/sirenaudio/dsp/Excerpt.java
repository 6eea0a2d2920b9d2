package org.sirenaudio.dsp;

/** Short excerpts of a signal, for local spectra. */
public final class Excerpt {

  private Excerpt() {}

  /** Fills {@code into} with the samples around a frame, zero beyond the ends. */
  public static void around(float[] samples, int center, double[] into) {
    for (int i = 0; i < into.length; i++) {
      int frame = center - into.length / 2 + i;
      into[i] = frame >= 0 && frame < samples.length ? samples[frame] : 0;
    }
  }
}
