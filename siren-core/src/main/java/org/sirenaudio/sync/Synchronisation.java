package org.sirenaudio.sync;

import java.util.List;
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
 * @param toOther from the reference's clock to the other's, as a rendering needs it
 * @param overlapStart on the reference's clock
 * @param overlapEnd on the reference's clock
 * @param agreement the share of chunks of the overlap whose lags follow the map, 0 to 1: little of
 *     a noisy recording, or of one whose clock jumps
 * @param lags what is left to explain, and what was there before, over time
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
    List<Lag> lags) {

  public Synchronisation {
    lags = List.copyOf(lags);
  }

  /**
   * A stretch of the overlap.
   *
   * @param seconds its middle on the reference's clock
   * @param before the lag beside the offset alone, in seconds
   * @param after the lag that is left when the map is applied, in seconds
   * @param deviation its standard deviation in seconds
   */
  public record Lag(double seconds, double before, double after, double deviation) {}
}
