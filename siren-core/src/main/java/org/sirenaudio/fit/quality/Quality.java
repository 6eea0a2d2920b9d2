package org.sirenaudio.fit.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.fit.data.Level;
import org.sirenaudio.fit.report.FitMetadata;

/**
 * How near a model is to its clip. A channel's sound is what is left without its mean, so an offset
 * counts as no signal; an offset that the model misses counts as error.
 *
 * @param snrDb on the clip's own grid, over all frames and channels; infinite where there is no
 *     error, NaN where every channel is constant
 * @param channelDb the same of each channel, NaN for one that is constant
 * @param betweenDb 0.382 and 0.854 of the way from each frame to the next, where no fit is trained,
 *     against the clip's interpolation that the fit learns from, away from the clip's ends; NaN
 *     where the clip is too short to have such a place
 * @param worstWindowDb the lowest SNR on the grid of a channel of a window that is louder than −60
 *     dBFS there; NaN where there is none
 * @param low the windows with such a channel that stayed under {@link FitMetadata#LOW_DB}, the
 *     lowest first
 */
public record Quality(
    double snrDb,
    List<Double> channelDb,
    double betweenDb,
    double worstWindowDb,
    List<FitMetadata.Low> low) {

  /**
   * From what was added up.
   *
   * @param onGrid {@code [windows][channels]}
   * @param betweenDb between the samples
   */
  static Quality of(ErrorSum[][] onGrid, double betweenDb) {
    ErrorSum[] channels = ErrorSum.array(onGrid[0].length);
    List<FitMetadata.Low> low = new ArrayList<>();
    double worst = Double.NaN;
    for (int s = 0; s < onGrid.length; s++) {
      double lowest = Double.NaN;
      for (int c = 0; c < channels.length; c++) {
        ErrorSum own = onGrid[s][c];
        channels[c].add(own);
        if (own.signal() > Level.AUDIBLE * own.count()) {
          lowest = least(lowest, own.snrDb());
        }
      }
      worst = least(worst, lowest);
      if (lowest < FitMetadata.LOW_DB) {
        low.add(new FitMetadata.Low(s, lowest));
      }
    }
    low.sort(Comparator.comparingDouble(FitMetadata.Low::snrDb));
    ErrorSum all = new ErrorSum();
    for (ErrorSum channel : channels) {
      all.add(channel);
    }
    return new Quality(
        snrDb(all),
        Arrays.stream(channels).map(Quality::snrDb).toList(),
        betweenDb,
        worst,
        List.copyOf(low));
  }

  /** The lower of two; NaN is none. */
  private static double least(double a, double b) {
    return Double.isNaN(a) || b < a ? b : a;
  }

  /** NaN for what is constant, however small the error of rounding. */
  static double snrDb(ErrorSum errors) {
    return errors.signal() == 0 ? Double.NaN : errors.snrDb();
  }
}
