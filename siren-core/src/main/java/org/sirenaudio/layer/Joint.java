package org.sirenaudio.layer;

/**
 * An activation of several values at once. The linear part consists of {@link #inputs} blocks of
 * equally many features, the output of {@link #outputs} such blocks; feature j of all output blocks
 * depends on feature j of all input blocks. It is defined once, over {@link Jet}, which supplies
 * its derivatives.
 */
public sealed interface Joint extends Activation {

  /** Blocks of the linear part. */
  int inputs();

  /** Blocks of the output. */
  int outputs();

  /**
   * The output for one feature.
   *
   * @param u of each input block
   * @param y receives that of each output block
   */
  void apply(Jet[] u, Jet[] y);

  /** Blocks used by the next layer: all, counted from the first. */
  default int passed() {
    return outputs();
  }

  /**
   * Whether the layer's matrix is complex: its weight's rows are the real parts, then the imaginary
   * parts, over as many columns as there are complex input features.
   */
  default boolean complex() {
    return false;
  }

  @Override
  default boolean oscillates() {
    return true;
  }

  /**
   * {@code exp(i·omega0·z − |spread·z|²)}, the complex Gabor wavelet (Saragadam et al. 2023, "WIRE:
   * Wavelet Implicit Neural Representations", equation 4), as its real and its imaginary part.
   *
   * @param spread s0, the decay rate
   * @param inputs 2 for a complex z, 1 for a real one, as in the first layer
   */
  record ComplexGabor(double omega0, double spread, int inputs) implements Joint {
    /**
     * @throws IllegalArgumentException if omega0 or the spread is not positive and finite
     */
    public ComplexGabor {
      Activation.requirePositive("omega0", omega0);
      Activation.requirePositive("the spread", spread);
    }

    @Override
    public int outputs() {
      return 2;
    }

    @Override
    public boolean complex() {
      return inputs == 2;
    }

    @Override
    public void apply(Jet[] u, Jet[] y) {
      double square = spread * spread;
      Jet fall = u[0].times(u[0]).times(-square);
      if (inputs == 2) {
        fall = fall.plus(u[1].times(u[1]).times(-square)).plus(u[1].times(-omega0));
      }
      Jet size = fall.exp();
      Jet phase = u[0].times(omega0);
      y[0] = size.times(phase.cos());
      y[1] = size.times(phase.sin());
    }

    @Override
    public double scale() {
      return omega0;
    }
  }

  /**
   * {@code sin(u), cos(u), sin(2u), … cos(count·u)}: the terms whose weighted sums, in the layer
   * above, are the one-dimensional functions of a Fourier-KAN (Li et al. 2026, "Representing Sounds
   * as Neural Amplitude Fields: A Benchmark of Coordinate-MLPs and a Fourier Kolmogorov-Arnold
   * Framework").
   *
   * @param count 1 to 64
   */
  record Harmonics(int count) implements Joint {

    /** Above this the vector code's recurrence for sines loses precision. */
    public static final int MOST = 64;

    /**
     * @throws IllegalArgumentException if there are not 1 to 64
     */
    public Harmonics {
      if (count < 1 || count > MOST) {
        throw new IllegalArgumentException("a layer must have 1 to 64 harmonics, not " + count);
      }
    }

    @Override
    public int inputs() {
      return 1;
    }

    @Override
    public int outputs() {
      return 2 * count;
    }

    @Override
    public void apply(Jet[] u, Jet[] y) {
      for (int k = 1; k <= count; k++) {
        y[2 * k - 2] = u[0].times(k).sin();
        y[2 * k - 1] = u[0].times(k).cos();
      }
    }

    @Override
    public double scale() {
      return 1;
    }
  }

  /**
   * All filters of a multiplicative filter network (Fathony et al. 2021), each a function of the
   * coordinate: {@code sin(omega0·u)}, times {@code exp(−(omega0·v)²)} for Gabor filters. The
   * paper's Gaussian, {@code exp(−γ/2·(x − μ)²)}, corresponds to {@code omega0·v = √(γ/2)·(x − μ)}.
   *
   * @param count number of filters; there are as many blocks u, followed for Gabor filters by as
   *     many v
   */
  record Filters(int count, double omega0, boolean bells) implements Joint {
    /**
     * @throws IllegalArgumentException if omega0 is not positive and finite
     */
    public Filters {
      Activation.requirePositive("omega0", omega0);
    }

    @Override
    public int inputs() {
      return bells ? 2 * count : count;
    }

    @Override
    public int outputs() {
      return count;
    }

    @Override
    public int passed() {
      return 1;
    }

    @Override
    public void apply(Jet[] u, Jet[] y) {
      for (int f = 0; f < count; f++) {
        y[f] = u[f].times(omega0).sin();
        if (bells) {
          Jet v = u[count + f].times(omega0);
          y[f] = y[f].times(v.times(v).times(-1).exp());
        }
      }
    }

    @Override
    public double scale() {
      return omega0;
    }
  }
}
