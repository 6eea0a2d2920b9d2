package org.sirenaudio.sync;

import java.util.List;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.TimeMap;

/**
 * Where and how fast another recording's clock runs beside a reference's: the instant t on the
 * other's clock (frame / nominal rate) is {@code offsetSeconds + t·(1 + ratePpm·10⁻⁶)} on the
 * reference's, and drift besides where the clocks bend.
 *
 * @param offsetSeconds of the straight line through all of the overlap
 * @param offsetUncertainty95 half of the interval that holds the true offset in 95 of 100 cases, if
 *     the path to the other microphone is symmetric about its delay
 * @param ratePpm of the straight line
 * @param rateUncertainty95 half of its interval
 * @param driftFreedom how many parameters of drift the data justify beside the line, the effective
 *     number of a smooth spline's; 0 for a straight line
 * @param toOther from the reference's clock to the other's, as a rendering needs it; where there
 *     are jumps, to that of {@link #repaired}
 * @param overlapStart on the reference's clock
 * @param overlapEnd on the reference's clock
 * @param agreement the share of chunks of the overlap whose lags follow the map, 0 to 1: little of
 *     a noisy recording, or of one whose clock jumps
 * @param jumps where the other recording's time jumps, in order; the straight line is that of the
 *     part before the first
 * @param lags what is left to explain, and what was there before, over time
 * @param coherence how much of either recording is in the other, by frequency, on the reference's
 *     clock
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

  public Synchronisation {
    jumps = List.copyOf(jumps);
    lags = List.copyOf(lags);
    coherence = List.copyOf(coherence);
  }

  /**
   * The other recording as {@link #toOther} takes it: itself, or where its time jumps, with silence
   * for the frames that are missing and without those that are too many.
   */
  public ClipSource repaired(ClipSource other) {
    return jumps.isEmpty() ? other : Repaired.of(other, jumps);
  }

  /** Plays the other recording on the reference's clock. */
  public Renderer renderer(ClipSource other) {
    return Renderer.of(repaired(other)).on(toOther);
  }

  /**
   * A stretch of the overlap.
   *
   * @param seconds its middle on the reference's clock
   * @param before the lag beside the offset alone, in seconds
   * @param after the lag that is left when the map is applied, in seconds
   * @param deviation its standard deviation in seconds
   */
  public record Lag(double seconds, double before, double after, double deviation) {

    /** Half of an interval of 95 % in standard deviations of a normal distribution. */
    public static final double DEVIATIONS95 = 1.96;

    /** Half of the interval in which the lag that is left lies with 95 %, in seconds. */
    public double uncertainty95() {
      return DEVIATIONS95 * deviation;
    }
  }

  /**
   * A band of frequencies.
   *
   * @param hertz its middle
   * @param coherence γ², 0 to 1; what has nothing in common comes to one over the number of blocks
   */
  public record Band(double hertz, double coherence) {}
}
