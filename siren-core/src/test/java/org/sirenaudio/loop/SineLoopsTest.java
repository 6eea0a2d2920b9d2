package org.sirenaudio.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sirenaudio.loop.Lanes.LANES;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain loops give the bits of those with vectors. */
@Tag("kernel")
@DisabledIfSystemProperty(named = Lanes.BITS_PROPERTY, matches = "0")
class SineLoopsTest {

  private static final SineLoops VECTORS = VectorLoops.INSTANCE;
  private static final SineLoops PLAIN = PlainLoops.INSTANCE;
  private static final int BLOCK = 2 * LANES;

  private final SplittableRandom random = new SplittableRandom(7);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40, 96})
  void sinesAndCosines(int frames) {
    double[] x = doubles(Lanes.rows(frames), 1);
    double[] weight = doubles(2 * LANES, 1e3);
    double[] bias = doubles(2 * LANES, 3);
    Stream.of(1, LANES / 2, LANES)
        .forEach(
            features -> {
              float[][] vectors = new float[2][3 * Lanes.rows(frames) * LANES];
              float[][] plain = new float[2][3 * Lanes.rows(frames) * LANES];
              int at = Lanes.rows(frames) * LANES;
              VECTORS.sines(x, frames, weight, bias, LANES, features, vectors[0], vectors[1], at);
              PLAIN.sines(x, frames, weight, bias, LANES, features, plain[0], plain[1], at);
              for (int i = 0; i < frames * LANES; i++) {
                if (i % LANES < features) {
                  assertThat(plain[0][at + i]).isEqualTo(vectors[0][at + i]);
                  assertThat(plain[1][at + i]).isEqualTo(vectors[1][at + i]);
                }
              }
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void outputs(int panels) {
    int frames = 21;
    int stride = 24;
    float[] a = floats(panels * stride * LANES);
    float[] weight = floats(2 * panels * LANES);
    float[] bias = floats(2);
    float[] vectors = new float[2 * frames + 6];
    float[] plain = vectors.clone();
    VECTORS.outputs(a, stride, frames, weight, bias, vectors, 3);
    PLAIN.outputs(a, stride, frames, weight, bias, plain, 3);
    assertThat(plain).isEqualTo(vectors);
  }

  @Test
  void moments() {
    int frames = 50;
    float[] sine = floats(3 * frames * LANES);
    float[] cosine = floats(3 * frames * LANES);
    float[] e = floats(frames);
    float[] m = floats(frames);
    float[][] vectors = {floats(BLOCK), floats(BLOCK), floats(BLOCK)};
    float[][] plain = {vectors[0].clone(), vectors[1].clone(), vectors[2].clone()};
    int at = frames * LANES;
    VECTORS.moments(sine, cosine, at, e, m, frames, vectors[0], vectors[1], vectors[2], LANES);
    PLAIN.moments(sine, cosine, at, e, m, frames, plain[0], plain[1], plain[2], LANES);
    assertThat(plain).isDeepEqualTo(vectors);
  }

  @Test
  void productsWithATriangle() {
    int stride = 24;
    float[] b = new float[BLOCK * BLOCK];
    for (int n = 0; n < BLOCK; n++) {
      for (int k = 0; k <= n; k++) {
        b[(n / LANES * BLOCK + k) * LANES + n % LANES] = (float) random.nextDouble(-1, 1);
      }
    }
    float[] vectors = floats(2 * stride * LANES);
    float[] plain = vectors.clone();
    VECTORS.multiply(vectors, stride, 8, 16, b);
    PLAIN.multiply(plain, stride, 8, 16, b);
    assertThat(plain).isEqualTo(vectors);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void lowerTriangles(int panels) {
    int size = panels * LANES;
    int width = (panels + 2) * LANES;
    float[] d = floats(width * BLOCK);
    float[] a = floats(width * BLOCK);
    float[] vectors = floats(width * width);
    float[] plain = vectors.clone();
    VECTORS.lower(d, a, BLOCK, BLOCK, size, 0, vectors);
    PLAIN.lower(d, a, BLOCK, BLOCK, size, 0, plain);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        int place = (j / LANES * size + i) * LANES + j % LANES;
        assertThat(plain[place]).isEqualTo(vectors[place]);
      }
    }
  }

  @Test
  void rowsAndColumns() {
    double[] row = doubles(BLOCK, 1);
    double[] vectors = doubles(2 * BLOCK, 1);
    double[] plain = vectors.clone();
    VECTORS.subtract(0.3, row, 0, vectors, BLOCK, 1, BLOCK - 2);
    PLAIN.subtract(0.3, row, 0, plain, BLOCK, 1, BLOCK - 2);
    for (int j = 1; j <= BLOCK - 2; j++) {
      assertThat(plain[BLOCK + j]).isEqualTo(vectors[BLOCK + j]);
    }
    float[] rows = floats(40 * LANES);
    float[] x = floats(40);
    float[] sums = new float[LANES];
    float[] plainSums = floats(LANES);
    VECTORS.columns(rows, 3 * LANES, x, 2, 30, sums);
    PLAIN.columns(rows, 3 * LANES, x, 2, 30, plainSums);
    assertThat(plainSums).isEqualTo(sums);
  }

  private double[] doubles(int count, double most) {
    return random.doubles(count, -most, most).toArray();
  }

  private float[] floats(int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) random.nextDouble(-1, 1);
    }
    return floats;
  }
}
