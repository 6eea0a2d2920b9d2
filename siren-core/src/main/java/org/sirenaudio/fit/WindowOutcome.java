package org.sirenaudio.fit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where one window's training stands.
 *
 * @param frames length of the window
 * @param steps steps taken
 * @param pointsSeen points looked at
 * @param rollbacks how often it went back to an earlier state
 * @param gain factor from the targets' scale to that of the whole clip
 * @param meanSquare of the targets
 * @param error mean squared error of the latest steps
 * @param loss of the latest step
 */
record WindowOutcome(
    int frames,
    int steps,
    long pointsSeen,
    int rollbacks,
    double gain,
    double meanSquare,
    double error,
    double loss) {

  static WindowOutcome of(WindowTrainer trainer) {
    return new WindowOutcome(
        trainer.targets().frames(),
        trainer.steps(),
        trainer.pointsSeen(),
        trainer.rollbacks(),
        trainer.gain(),
        trainer.targets().meanSquare(),
        trainer.recentError(),
        trainer.lastLoss());
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(frames);
    out.writeInt(steps);
    out.writeLong(pointsSeen);
    out.writeInt(rollbacks);
    out.writeDouble(gain);
    out.writeDouble(meanSquare);
    out.writeDouble(error);
    out.writeDouble(loss);
  }

  static WindowOutcome read(DataInput in) throws IOException {
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
