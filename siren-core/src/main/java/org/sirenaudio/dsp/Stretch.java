package org.sirenaudio.dsp;

/** Short pieces of a signal, for spectra of its places. */
public final class Stretch {

  private Stretch() {}

  /** Fills {@code into} with the samples around a frame, silence beyond the ends. */
  public static void around(float[] samples, int center, double[] into) {
    for (int i = 0; i < into.length; i++) {
      int frame = center - into.length / 2 + i;
      into[i] = frame >= 0 && frame < samples.length ? samples[frame] : 0;
    }
  }
}
