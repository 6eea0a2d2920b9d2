package org.sirenaudio.network;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.LayerSpec;

/**
 * Learned features from grids of several resolutions in place of x (Müller et al. 2022, "Instant
 * Neural Graphics Primitives with a Multiresolution Hash Encoding", equations 2 and 3, in one
 * dimension). Level l has {@code floor(coarsest·b^l)} cells over the window, {@code b =
 * (finest/coarsest)^(1/(levels − 1))}. In one dimension no hashing is needed.
 *
 * <p>Features are initialised U(±10⁻⁴), as in the paper; the bias, initialised to 0, is learned too
 * but does not add expressiveness.
 *
 * @param levels 1 to {@value #MOST_LEVELS}, 16 in the paper
 * @param features per level, 1 to 8, 2 in the paper
 * @param coarsest cells of the first level, 16 in the paper
 * @param finest cells of the last level
 */
public record GridEncoding(int levels, int features, int coarsest, int finest)
    implements InputEncoding {

  /** The largest number of levels. */
  public static final int MOST_LEVELS = 32;

  private static final int MOST_CELLS = 1 << 24;

  private static final int USUAL_LEVELS = 16;
  private static final int USUAL_FEATURES = 2;
  private static final int USUAL_COARSEST = 16;
  private static final float BEGINNING = 1e-4f;

  /**
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public GridEncoding {
    if (levels < 1 || levels > MOST_LEVELS || features < 1 || features > 8) {
      throw new IllegalArgumentException(
          "a grid must have 1 to %d levels of 1 to 8 features, not %d of %d"
              .formatted(MOST_LEVELS, levels, features));
    }
    if (coarsest < 1 || finest < coarsest || finest > MOST_CELLS) {
      throw new IllegalArgumentException(
          "a grid must have 1 to %d cells, most in the finest level, not %d to %d"
              .formatted(MOST_CELLS, coarsest, finest));
    }
  }

  /**
   * The encoding with the paper's parameters, whose finest level has about two nodes per period: a
   * power of two of cells, so that windows of equal length have the same shape.
   *
   * @param hertz the frequency in Hz
   * @param seconds covered by the coordinates −1 … 1
   */
  public static GridEncoding upTo(double hertz, double seconds) {
    double cells = Math.clamp(2 * hertz * seconds, USUAL_COARSEST, MOST_CELLS);
    int finest = 1 << (int) Math.round(Math.log(cells) / Math.log(2));
    return new GridEncoding(USUAL_LEVELS, USUAL_FEATURES, USUAL_COARSEST, finest);
  }

  @Override
  public Optional<LayerSpec> layer(int inFeatures) {
    if (inFeatures != 1) {
      throw new IllegalArgumentException("a grid takes one coordinate, not " + inFeatures);
    }
    double growth = Math.pow((double) finest / coarsest, 1.0 / Math.max(1, levels - 1));
    // Rounding must not lose a cell of the finest level.
    var cells =
        IntStream.range(0, levels)
            .mapToObj(l -> (int) Math.floor(coarsest * Math.pow(growth, l) + 1e-6))
            .toList();
    return Optional.of(new LayerSpec(1, levels * features, new Activation.Grid(cells, features)));
  }

  @Override
  public void fill(float[] parameters) {}

  @Override
  public boolean learned() {
    return true;
  }

  /** Initialises the tables. */
  static void begin(SplittableRandom random, LayerSpec layer, float[] parameters) {
    Nonlinearity.uniform(random, BEGINNING, parameters, 0, layer.weightCount());
  }

  @Override
  public EncodingForm form() {
    return EncodingForm.GRID;
  }

  @Override
  public double[] numbers() {
    return new double[] {levels, features, coarsest, finest};
  }

  @Override
  public double hertz(double seconds) {
    return finest / (2 * seconds);
  }

  @Override
  public String text() {
    return "grid to";
  }
}
