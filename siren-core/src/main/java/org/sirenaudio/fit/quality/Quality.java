package org.sirenaudio.fit.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.fit.data.Level;
import org.sirenaudio.fit.report.FitMetadata;

/**
 * The accuracy of a model. A channel's sound excludes its mean, so an offset does not count as
 * signal; an offset error counts as error.
 *
 * @param snrDb on the clip's sample grid, over all frames and channels; infinite without error, NaN
 *     if every channel is constant
 * @param channelDb per channel, NaN for a constant one
 * @param betweenDb at 0.382 and 0.854 between frames, where no fit is trained, relative to the
 *     clip's interpolation that the fit learns from, away from the clip's ends; NaN if the clip is
 *     too short
 * @param worstWindowDb the lowest SNR on the grid of any channel in any window where it exceeds −60
 *     dBFS; NaN if there is none
 * @param low the windows with such a channel below {@link FitMetadata#LOW_DB}, lowest first
 */
public record Quality(
    double snrDb,
    List<Double> channelDb,
    double betweenDb,
    double worstWindowDb,
    List<FitMetadata.Low> low) {

  /**
   * From accumulated sums.
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

  /** The minimum of two; NaN is ignored. */
  private static double least(double a, double b) {
    return Double.isNaN(a) || b < a ? b : a;
  }

  /** NaN for a constant, however small the rounding error. */
  static double snrDb(ErrorSum errors) {
    return errors.signal() == 0 ? Double.NaN : errors.snrDb();
  }
}
