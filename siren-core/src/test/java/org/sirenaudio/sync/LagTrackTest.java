package org.sirenaudio.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Correlations of chunks with two paths, of which either may be the stronger. */
class LagTrackTest {
  private static final int RATE = 1000;
  private static final int MIDDLE = 300;
  private static final int ECHO = 40;
  private static final double TOLERANCE = 0.002;

  /** The direct sound's height, then the echo's, for half of the chunks each. */
  private static ChunkLags room(double[] before, double[] behind, int shift) {
    SplittableRandom random = new SplittableRandom(3);
    int count = 24;
    float[][] correlations = new float[count][2 * MIDDLE + 1];
    double[] seconds = new double[count];
    for (int i = 0; i < count; i++) {
      seconds[i] = 0.25 * i;
      for (int lag = 0; lag < correlations[i].length; lag++) {
        correlations[i][lag] = (float) random.nextGaussian();
      }
      double[] heights = i < count / 2 ? before : behind;
      int at = MIDDLE + (i < count / 2 ? 0 : shift);
      correlations[i][at] += (float) heights[0];
      correlations[i][at + ECHO] += (float) heights[1];
    }
    return new ChunkLags(seconds, new double[count], correlations, RATE);
  }

  private static boolean isEcho(ChunkLags lags, int jump) {
    int middle = lags.count() / 2;
    boolean[] jumps = new boolean[lags.count()];
    jumps[middle] = true;
    return new LagTrack(lags.lags(), jumps).isEcho(lags, middle, jump / (double) RATE, TOLERANCE);
  }

  @Test
  void anEchoLouderThanTheDirectSoundIsNotAJump() {
    ChunkLags lags = room(new double[] {9, 6}, new double[] {6, 9}, 0);
    assertThat(isEcho(lags, ECHO)).isTrue();
  }

  @Test
  void aJumpThatMovesTheEchoesIsAJump() {
    ChunkLags lags = room(new double[] {9, 6}, new double[] {6, 9}, -ECHO);
    assertThat(isEcho(lags, -ECHO)).isFalse();
  }
}
