package org.sirenaudio.fit.config;

/** What networks learn between the samples. */
public enum InterpolationTarget {
  /**
   * The band-limited signal: right where a low-pass filter came before the samples, as in every
   * recorder.
   */
  SINC,

  /**
   * The likeliest signal under a spectrum that goes on above half the rate: for samples without a
   * filter before, as of a recording of which every second frame is kept.
   */
  WIENER
}
