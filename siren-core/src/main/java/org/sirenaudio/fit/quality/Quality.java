package org.sirenaudio.fit.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.error.FitException;
import org.sirenaudio.fit.data.Level;
import org.sirenaudio.fit.report.FitMetadata;

/**
 * How near a model is to its clip, over every frame.
 *
 * @param snrDb on the clip's own grid, over all frames and channels; infinite where there is no
 *     error, NaN where the clip is silent and so is the model
 * @param betweenDb 0.382 and 0.854 of the way from each frame to the next, where no fit is trained,
 *     against the clip's interpolation that the fit learns from, away from the clip's ends; NaN
 *     where the clip is too short to have such a place
 * @param worstWindowDb the lowest SNR on the grid of a window louder than −60 dBFS; NaN where there
 *     is none
 * @param low the windows louder than −60 dBFS that stayed under {@link FitMetadata#LOW_DB}, the
 *     lowest first
 */
public record Quality(
    double snrDb, double betweenDb, double worstWindowDb, List<FitMetadata.Low> low) {

  /** A fit that explains less than this, after so many steps, is no result. */
  private static final double LEAST_DB = 0.1;

  private static final int STEPS_TO_LEARN = 100;

  /** From the errors on the grid, window by window, and those between the samples. */
  static Quality of(ErrorSum[] onGrid, ErrorSum[] between) {
    ErrorSum allOnGrid = new ErrorSum();
    ErrorSum allBetween = new ErrorSum();
    List<FitMetadata.Low> low = new ArrayList<>();
    double worst = Double.NaN;
    for (int s = 0; s < onGrid.length; s++) {
      allOnGrid.add(onGrid[s]);
      allBetween.add(between[s]);
      if (onGrid[s].signal() > Level.AUDIBLE * onGrid[s].count()) {
        double db = onGrid[s].snrDb();
        worst = Double.isNaN(worst) ? db : Math.min(worst, db);
        if (db < FitMetadata.LOW_DB) {
          low.add(new FitMetadata.Low(s, db));
        }
      }
    }
    low.sort(Comparator.comparingDouble(FitMetadata.Low::snrDb));
    return new Quality(allOnGrid.snrDb(), allBetween.snrDb(), worst, List.copyOf(low));
  }

  /**
   * Refuses a fit that answers silence, or worse, to a clip that is not silent, after it has had
   * time to learn.
   *
   * @param steps how many the fit took
   */
  public void requireNoCollapse(int steps) {
    if (steps >= STEPS_TO_LEARN && snrDb < LEAST_DB) {
      throw new FitException(
          "the fit has collapsed: %.2f dB after %d steps, no better than silence; "
                  .formatted(snrDb, steps)
              + "use the default recipe, a higher first-layer frequency or a lower learning rate");
    }
  }
}
