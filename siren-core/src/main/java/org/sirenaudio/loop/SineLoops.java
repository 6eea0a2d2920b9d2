package org.sirenaudio.loop;

/**
 * The inner loops of networks of one sine layer and of their normal equations, on panels of {@link
 * Lanes#LANES} features {@code [features/LANES][rows][LANES]}. Both kinds give the same bits.
 */
public sealed interface SineLoops permits PlainLoops, VectorLoops {

  /** Adding and subtracting it rounds a double of moderate size to an integer. */
  double ROUND = 0x1.8p52;

  /** With vectors, except where they are slow. */
  SineLoops BEST = VectorModule.isSlow() ? PlainLoops.INSTANCE : VectorLoops.INSTANCE;

  /**
   * Sines and cosines of the phases {@code weight·x + bias}, in half turns, of one panel.
   *
   * @param x coordinates of the frames, and zeros up to {@link Lanes#rows}
   * @param first the panel's first feature
   * @param features number of features needed, at most a panel
   * @param at index of the panel in {@code sine} and {@code cosine}
   */
  void sines(
      double[] x,
      int frames,
      double[] weight,
      double[] bias,
      int first,
      int features,
      float[] sine,
      float[] cosine,
      int at);

  /**
   * {@code y[t][o] = bias[o] + Σk a[t][k] weight[o][k]}.
   *
   * @param a panels of {@code stride} rows
   * @param weight {@code [outputs][width]}, the width that of whole panels
   * @param y {@code [frames, outputs]} from frame {@code outputFrom}
   */
  void outputs(
      float[] a, int stride, int frames, float[] weight, float[] bias, float[] y, int outputFrom);

  /**
   * Adds a panel's Σ e·cos, Σ m·cos and Σ e·sin over the frames.
   *
   * @param at index of the panel in {@code sine} and {@code cosine}
   * @param first the panel's first feature, in the sums
   */
  void moments(
      float[] sine,
      float[] cosine,
      int at,
      float[] e,
      float[] m,
      int frames,
      float[] eCosines,
      float[] mCosines,
      float[] eSines,
      int first);

  /**
   * {@code A ← A B} for rows of two panels of A and the transpose B of a lower triangle of the same
   * width.
   *
   * @param firstRow the first row, counting the rows of preceding panels
   * @param rows number of rows, a multiple of {@link Lanes#ROWS}
   */
  void multiply(float[] a, int stride, int firstRow, int rows, float[] b);

  /** As {@link GradientProduct#lower}. */
  void lower(float[] d, float[] a, int stride, int frames, int size, int firstPanel, float[] g);

  /** Subtracts a multiple of a row from another, in the columns given and perhaps more. */
  void subtract(double times, double[] row, int at, double[] from, int fromAt, int first, int last);

  /** {@code sums[j] = Σi rows[at + i·LANES + j]·x[from + i]}, one row of a panel. */
  void columns(float[] rows, int at, float[] x, int from, int count, float[] sums);
}
