package org.sirenaudio.fit.quality;

import java.util.Arrays;
import java.util.List;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.fit.config.TrainingSet;
import org.sirenaudio.fit.data.ChannelMeter;
import org.sirenaudio.model.Evaluator;
import org.sirenaudio.model.Segment;

/** Measures fitted networks at their training points. */
public final class KnownPoints {

  /** Instants evaluated at once. */
  private static final int BLOCK = 1 << 13;

  private KnownPoints() {}

  /**
   * Measures networks at the known instants.
   *
   * @param segments in time order
   * @param scale amplitude of a network output of 1
   * @param betweenDb the result between the samples of the restored clip
   */
  public static Quality measure(
      TrainingSet.Partial known, List<Segment> segments, double scale, double betweenDb) {
    float[][] values = known.values();
    double[] instants = known.instants();
    double[] means =
        Arrays.stream(values).mapToDouble(v -> ChannelMeter.measure(v).mean()).toArray();
    float[][] answers = new float[values.length][instants.length];
    Evaluator evaluator = Evaluator.of(segments, scale);
    for (int from = 0; from < instants.length; from += BLOCK) {
      int count = Math.min(BLOCK, instants.length - from);
      evaluator.evaluate(Arrays.copyOfRange(instants, from, from + count), count, answers, from);
    }
    ErrorSum[][] errors = new ErrorSum[segments.size()][];
    Arrays.setAll(errors, s -> ErrorSum.array(values.length));
    int segment = 0;
    for (int i = 0; i < instants.length; i++) {
      while (segment + 1 < segments.size()
          && segments.get(segment + 1).firstFrame() <= instants[i]) {
        segment++;
      }
      for (int c = 0; c < values.length; c++) {
        errors[segment][c].add(values[c][i], answers[c][i], means[c]);
      }
    }
    return Quality.of(errors, betweenDb);
  }
}
