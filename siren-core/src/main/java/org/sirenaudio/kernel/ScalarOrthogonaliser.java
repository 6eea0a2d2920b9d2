package org.sirenaudio.kernel;

/** Plain loops in double: reference and fallback. */
record ScalarOrthogonaliser(int rows, int columns) implements Orthogonaliser {

  @Override
  public void run(float[] matrix) {
    double scale = Orthogonaliser.normaliser(matrix);
    if (scale == 0) {
      return;
    }
    double[][] x = new double[rows][columns];
    for (int i = 0; i < matrix.length; i++) {
      x[i / columns][i % columns] = scale * matrix[i];
    }
    for (int step = 0; step < STEPS; step++) {
      double[][] gram = product(transpose(x), x);
      double[][] square = product(gram, gram);
      double[][] mix = new double[columns][columns];
      for (int i = 0; i < columns; i++) {
        for (int j = 0; j < columns; j++) {
          mix[i][j] = B * gram[i][j] + C * square[i][j];
        }
      }
      double[][] bent = product(x, mix);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          x[i][j] = A * x[i][j] + bent[i][j];
        }
      }
    }
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = (float) x[i / columns][i % columns];
    }
  }

  private static double[][] transpose(double[][] a) {
    double[][] t = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < t.length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int j = 0; j < c[i].length; j++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }
}
