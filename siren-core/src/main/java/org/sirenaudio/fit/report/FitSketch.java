package org.sirenaudio.fit.report;

import java.util.List;
import org.sirenaudio.model.ClipModel;

/**
 * A snapshot of a running fit's networks.
 *
 * @param model all windows; those not yet trained are silent
 * @param windowDb SNR on the grid of each window from its latest steps, in dB; NaN if unavailable
 */
public record FitSketch(ClipModel model, List<Double> windowDb) {
  /** Copies the list. */
  public FitSketch {
    windowDb = List.copyOf(windowDb);
  }
}
