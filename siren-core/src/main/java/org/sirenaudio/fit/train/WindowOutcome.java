package org.sirenaudio.fit.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The training state of one window.
 *
 * @param frames length of the window
 * @param steps steps taken
 * @param pointsSeen points evaluated
 * @param rollbacks number of rollbacks to an earlier state
 * @param gain factor from the targets' scale to the whole clip's
 * @param meanSquare of the targets
 * @param error mean squared error of the latest steps
 * @param loss of the latest step
 */
public record WindowOutcome(
    int frames,
    int steps,
    long pointsSeen,
    int rollbacks,
    double gain,
    double meanSquare,
    double error,
    double loss) {

  /** Writes it in the format of {@link #read}. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(frames);
    out.writeInt(steps);
    out.writeLong(pointsSeen);
    out.writeInt(rollbacks);
    out.writeDouble(gain);
    out.writeDouble(meanSquare);
    out.writeDouble(error);
    out.writeDouble(loss);
  }

  /** Reads the format of {@link #write}. */
  public static WindowOutcome read(DataInput in) throws IOException {
    return new WindowOutcome(
        in.readInt(),
        in.readInt(),
        in.readLong(),
        in.readInt(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }
}
