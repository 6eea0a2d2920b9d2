package org.sirenaudio.bench.timing;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.sirenaudio.parallel.Workers;

/**
 * The peak float multiply-add throughput of this JVM on the machine: a loop without memory access,
 * with more independent accumulators than the multiply-add units have in flight (latency 4 or 5,
 * two units), but few enough for sixteen registers.
 */
public final class Peak {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int SUMS = 12;

  /**
   * Iterations per call: about a tenth of a millisecond, so that reading the clock is negligible.
   */
  private static final int TURNS = 1 << 15;

  private final Workers workers;
  private final double[] flops;
  private final float[] results;

  public Peak(Workers workers) {
    this.workers = workers;
    flops = new double[workers.threads()];
    results = new float[workers.threads()];
  }

  static int vectorBits() {
    return SPECIES.vectorBitSize();
  }

  /**
   * Loads every thread for some time.
   *
   * @return seconds per 1e9 FLOPs of all threads together
   */
  double secondsPerGigaflop(double seconds) {
    long start = System.nanoTime();
    workers.forEach(
        flops.length,
        t -> {
          long calls = 0;
          float sum = 0;
          // At least once: on a loaded machine a thread may start after the time is up.
          do {
            sum += turns(0.5f, 1f + t);
            calls++;
          } while (1e-9 * (System.nanoTime() - start) < seconds);
          results[t] = sum;
          flops[t] = 2.0 * calls * TURNS * SUMS * SPECIES.length();
        });
    double elapsed = 1e-9 * (System.nanoTime() - start);
    double total = 0;
    for (int t = 0; t < flops.length; t++) {
      if (!Float.isFinite(results[t])) {
        throw new IllegalStateException("the peak's sums are not finite");
      }
      total += flops[t];
    }
    return 1e9 * elapsed / total;
  }

  /**
   * {@code s ← s·factor + term} on every lane of every accumulator, which stays between term and
   * twice term.
   */
  static float turns(float factor, float term) {
    FloatVector f = FloatVector.broadcast(SPECIES, factor);
    FloatVector d = FloatVector.broadcast(SPECIES, term);
    FloatVector a = d, b = d, c = d, e = d, g = d, h = d, i = d, j = d, k = d, l = d, m = d, n = d;
    for (int turn = 0; turn < TURNS; turn++) {
      a = a.fma(f, d);
      b = b.fma(f, d);
      c = c.fma(f, d);
      e = e.fma(f, d);
      g = g.fma(f, d);
      h = h.fma(f, d);
      i = i.fma(f, d);
      j = j.fma(f, d);
      k = k.fma(f, d);
      l = l.fma(f, d);
      m = m.fma(f, d);
      n = n.fma(f, d);
    }
    FloatVector half = a.add(b).add(c).add(e).add(g).add(h);
    FloatVector rest = i.add(j).add(k).add(l).add(m).add(n);
    return half.add(rest).lane(0);
  }
}
