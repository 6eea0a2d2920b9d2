package org.sirenaudio.fit.pursuit;

/**
 * Sinusoids under an envelope, at most {@link #cells} of them, from which a segment is composed. A
 * signal is described by a complex coefficient c per cell, interleaved as re, im; with A the
 * composition of the cells and the adjoint for the inner product Σ weight·Re(X·conj Y), the norm of
 * A is about 1. The first cell is the constant.
 */
sealed interface Dictionary permits FourierDictionary, GaborDictionary {

  /** Length of the segment. */
  int frames();

  /** Number of cells, including the constant. */
  int cells();

  /** Iterations of conjugate gradients that solve for the coefficients. */
  int iterations();

  /** A: the segment {@code [frames]} of coefficients {@code [2 · cells]}. */
  double[] signal(double[] coefficients);

  /** Its adjoint. */
  double[] spectrum(double[] signal);

  /** Weight of a cell in the inner product: a real signal has each other frequency twice. */
  default double weight(int cell) {
    int multiple = multiple(cell);
    return (multiple == 0 || 2 * multiple == period() ? 1.0 : 2.0) / period();
  }

  /** Period of {@link #multiple} 1, in frames. */
  int period();

  /** The cell's frequency, in periods per {@link #period}. */
  int multiple(int cell);

  /** The frame from which the cell's phase is counted, and where its envelope is 1. */
  double centre(int cell);

  /** Standard deviation of the Gaussian envelopes, in frames; infinite if there is none. */
  double deviation();

  /** Amplitude of the sinusoid of a coefficient of 1. */
  double amplitude(int cell);
}
