package org.sirenaudio.training;

import java.util.Arrays;
import java.util.List;
import org.sirenaudio.audio.Clip;

/**
 * B independent clips for one network: coordinates {@code [B][N][in]} and targets {@code
 * [B][N][out]}.
 */
@SuppressWarnings("ArrayRecordComponent") // training data, never compared
public record Batch(double[][][] coordinates, double[][][] targets) {

  /**
   * @throws IllegalArgumentException if there is no clip, or their lengths differ
   */
  public Batch {
    if (coordinates.length == 0 || coordinates.length != targets.length) {
      throw new IllegalArgumentException(
          "a batch needs equally many targets and coordinates, at least one, not %d and %d"
              .formatted(targets.length, coordinates.length));
    }
    int frames = coordinates[0].length;
    for (int b = 0; b < coordinates.length; b++) {
      if (coordinates[b].length != frames || targets[b].length != frames || frames == 0) {
        throw new IllegalArgumentException(
            "clip %d of a batch has %d coordinates and %d targets, the first has %d coordinates"
                .formatted(b, coordinates[b].length, targets[b].length, frames));
      }
    }
  }

  /**
   * Clips of equal length, each with coordinates from −1 to 1: {@code [B][N][1]}.
   *
   * @param clips at least one; all of them with as many channels as the network has outputs
   * @throws IllegalArgumentException if there is no clip, or their lengths differ
   */
  public static Batch of(Clip... clips) {
    return new Batch(
        coordinates(clips.length, clips.length == 0 ? 0 : clips[0].frames()),
        Arrays.stream(clips).map(Batch::targets).toArray(double[][][]::new));
  }

  /**
   * Evenly spaced coordinates from −1 to 1, as {@code torch.linspace(-1, 1, N)}, for each of B
   * clips: {@code [B][N][1]}. They match the frames of a clip of N frames, but not those at another
   * rate (see {@link #coordinates(int, double, double, int)}).
   */
  public static double[][][] coordinates(int clips, int frames) {
    double[][] one = coordinates(frames, 1, 1, frames)[0];
    double[][][] all = new double[clips][][];
    Arrays.fill(all, one);
    return all;
  }

  /**
   * Coordinates of frames at another rate: the instants m/to of a clip of N frames, {@code
   * [1][count][1]}. At a higher rate the last ones are slightly above 1.
   *
   * @param frames N, of the training clip
   * @param from its sample rate
   * @param to the output rate
   * @param count number of frames
   */
  public static double[][][] coordinates(int frames, double from, double to, int count) {
    double step = 2 / Math.max(1.0, frames - 1);
    double[][][] coordinates = new double[1][count][1];
    for (int m = 0; m < count; m++) {
      coordinates[0][m][0] = -1 + step * (m * from / to);
    }
    return coordinates;
  }

  private static double[][] targets(Clip clip) {
    double[][] targets = new double[clip.frames()][clip.channels()];
    for (int n = 0; n < targets.length; n++) {
      for (int c = 0; c < clip.channels(); c++) {
        targets[n][c] = clip.channel(c)[n];
      }
    }
    return targets;
  }

  /** The coordinates, {@code [B, N, in]}. */
  public List<Integer> shape() {
    return List.of(coordinates.length, frames(), coordinates[0][0].length);
  }

  /** N. */
  public int frames() {
    return coordinates[0].length;
  }
}
