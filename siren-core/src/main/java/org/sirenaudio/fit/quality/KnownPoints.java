package org.sirenaudio.fit.quality;

import java.util.Arrays;
import java.util.List;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.fit.config.TrainingSet;
import org.sirenaudio.model.Evaluator;
import org.sirenaudio.model.Segment;

/** How near fitted networks come to the points that they were shown. */
public final class KnownPoints {

  /** Instants that are evaluated at once. */
  private static final int BLOCK = 1 << 13;

  private KnownPoints() {}

  /** SNR in dB at the known instants; NaN where all values are zero and so are the networks. */
  public static double snrDb(TrainingSet.Partial known, List<Segment> segments, double scale) {
    float[][] values = known.values();
    double[] instants = known.instants();
    float[][] answers = new float[values.length][instants.length];
    Evaluator evaluator = Evaluator.of(segments, scale);
    for (int from = 0; from < instants.length; from += BLOCK) {
      int count = Math.min(BLOCK, instants.length - from);
      evaluator.evaluate(Arrays.copyOfRange(instants, from, from + count), count, answers, from);
    }
    ErrorSum errors = new ErrorSum();
    for (int c = 0; c < values.length; c++) {
      errors.add(values[c], 0, answers[c], 0, instants.length);
    }
    return errors.snrDb();
  }
}
