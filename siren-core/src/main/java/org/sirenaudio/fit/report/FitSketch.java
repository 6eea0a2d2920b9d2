package org.sirenaudio.fit.report;

import java.util.List;
import org.sirenaudio.model.ClipModel;

/**
 * A fit's networks as they are while it runs.
 *
 * @param model all windows; those that the fit has not come to are silent
 * @param windowDb the SNR on the grid of each window by its latest steps, in dB; NaN where there is
 *     none
 */
public record FitSketch(ClipModel model, List<Double> windowDb) {
  public FitSketch {
    windowDb = List.copyOf(windowDb);
  }
}
