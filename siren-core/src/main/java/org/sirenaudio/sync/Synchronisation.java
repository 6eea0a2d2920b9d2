package org.sirenaudio.sync;

import java.util.List;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.TimeMap;

/**
 * The relation between another recording's clock and a reference's: the instant t on the other's
 * clock (frame / nominal rate) is {@code offsetSeconds + t·(1 + ratePpm·10⁻⁶)} on the reference's,
 * plus drift where the clocks' rates vary.
 *
 * @param offsetSeconds of the straight line through the whole overlap
 * @param offsetUncertainty95 half-width of the 95 % confidence interval of the offset, if the path
 *     to the other microphone is symmetric about its delay
 * @param ratePpm of the straight line
 * @param rateUncertainty95 half-width of its 95 % interval
 * @param driftFreedom effective number of drift parameters beyond the line; 0 for a straight line
 * @param toOther from the reference's clock to the other's, as used for rendering; if there are
 *     jumps, to that of {@link #repaired}
 * @param overlapStart on the reference's clock
 * @param overlapEnd on the reference's clock
 * @param agreement the fraction of the overlap's chunks whose lags follow the map, 0 to 1: low for
 *     a noisy recording, or one whose clock jumps
 * @param jumps discontinuities of the other recording's time, in order; the straight line is that
 *     of the part before the first
 * @param lags lags over time before the correction and residual lags after it
 * @param coherence the recordings' coherence by frequency, on the reference's clock
 */
public record Synchronisation(
    double offsetSeconds,
    double offsetUncertainty95,
    double ratePpm,
    double rateUncertainty95,
    double driftFreedom,
    TimeMap toOther,
    double overlapStart,
    double overlapEnd,
    double agreement,
    List<Jump> jumps,
    List<Lag> lags,
    List<Band> coherence) {

  /** Copies the lists. */
  public Synchronisation {
    jumps = List.copyOf(jumps);
    lags = List.copyOf(lags);
    coherence = List.copyOf(coherence);
  }

  /**
   * The other recording in the time base that {@link #toOther} refers to: the recording itself, or,
   * if its time jumps, with silence for missing frames and without surplus ones.
   */
  public ClipSource repaired(ClipSource other) {
    return jumps.isEmpty() ? other : Repaired.of(other, jumps);
  }

  /** Renders the other recording on the reference's clock. */
  public Renderer renderer(ClipSource other) {
    return Renderer.of(repaired(other)).on(toOther);
  }

  /**
   * A stretch of the overlap.
   *
   * @param seconds its centre on the reference's clock
   * @param before the lag after correcting the offset only, in seconds
   * @param after the residual lag under the map, in seconds
   * @param deviation its standard deviation in seconds
   */
  public record Lag(double seconds, double before, double after, double deviation) {

    /** Half-width of a 95 % interval in standard deviations of a normal distribution. */
    public static final double DEVIATIONS95 = 1.96;

    /** Half-width of the 95 % interval of the residual lag, in seconds. */
    public double uncertainty95() {
      return DEVIATIONS95 * deviation;
    }
  }

  /**
   * A frequency band.
   *
   * @param hertz its centre
   * @param coherence γ², 0 to 1; unrelated signals give one over the number of blocks
   */
  public record Band(double hertz, double coherence) {}
}
