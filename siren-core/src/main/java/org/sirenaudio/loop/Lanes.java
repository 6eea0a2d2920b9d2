package org.sirenaudio.loop;

import jdk.incubator.vector.FloatVector;

/**
 * The vector width of this JVM, by which data are laid out: in panels of {@link #LANES} floats.
 * Plain loops lay them out alike and do not load the vector module.
 */
public final class Lanes {

  /**
   * System property for the vector width: 128, 256 or 512; by default the machine's own. (0 is for
   * scalar kernels, which have no panels.)
   */
  public static final String BITS_PROPERTY = "siren.vectorBits";

  /** Vector width in bits. */
  public static final int BITS = bits();

  /** Floats per vector. */
  public static final int LANES = BITS / Float.SIZE;

  /**
   * Frames per step of a matrix product. Eight rows of two vectors keep sixteen sums in registers,
   * which requires thirty-two registers; four rows fit into sixteen.
   */
  public static final int ROWS =
      LANES >= 8 && (VectorModule.isSlow() ? BITS : Machine.mostBits()) >= 512 ? 8 : 4;

  private Lanes() {}

  private static int bits() {
    int bits = Integer.getInteger(BITS_PROPERTY, -1);
    return switch (bits) {
      case -1 ->
          Math.max(
              128, VectorModule.isSlow() ? VectorModule.bitsOfMachine() : Machine.preferredBits());
      case 128, 256, 512 -> bits;
      default ->
          throw new IllegalArgumentException(
              BITS_PROPERTY
                  + " must be 0, 128, 256 or 512, not "
                  + System.getProperty(BITS_PROPERTY));
    };
  }

  /** The width that suits the machine, and that of its widest vectors. */
  private static final class Machine {

    static int preferredBits() {
      return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }

    static int mostBits() {
      return FloatVector.SPECIES_MAX.vectorBitSize();
    }
  }

  /** {@code features} rounded up to a multiple of the vector length. */
  public static int padded(int features) {
    return panels(features) * LANES;
  }

  /** {@code count} rounded up to an even number. */
  public static int even(int count) {
    return count + (count & 1);
  }

  /** Number of vectors for {@code features}. */
  public static int panels(int features) {
    return (features + LANES - 1) / LANES;
  }

  /** {@code frames} rounded up to whole row blocks. */
  public static int rows(int frames) {
    return (frames + ROWS - 1) / ROWS * ROWS;
  }

  /**
   * Position of a feature if each block of features starts at a vector boundary.
   *
   * @param width features per block
   */
  public static int slot(int feature, int width) {
    return feature / width * padded(width) + feature % width;
  }
}
