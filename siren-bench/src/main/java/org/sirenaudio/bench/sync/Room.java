package org.sirenaudio.bench.sync;

import java.util.SplittableRandom;

/**
 * A shoebox room, by the image-source method (J. B. Allen and D. A. Berkley, <em>Image method for
 * efficiently simulating small-room acoustics</em>, JASA 65, 1979), with fractional delays by
 * windowed sincs.
 *
 * @param size of the room in metres
 * @param t60 reverberation time in seconds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Room(double[] size, double t60) {

  private static final double SPEED = 343;
  private static final int REACH = 40;

  /** A room of about 6 by 5 by 3 metres. */
  public static Room of(double t60, SplittableRandom random) {
    return new Room(
        new double[] {
          random.nextDouble(5.5, 6.5), random.nextDouble(4.5, 5.5), random.nextDouble(2.7, 3.3)
        },
        t60);
  }

  /** A position at least half a metre from every wall. */
  public double[] place(SplittableRandom random) {
    double[] place = new double[3];
    for (int i = 0; i < 3; i++) {
      place[i] = random.nextDouble(0.5, size[i] - 0.5);
    }
    return place;
  }

  /** Equal absorption for all walls, by Sabine's formula. */
  private double reflection() {
    double volume = size[0] * size[1] * size[2];
    double surface = 2 * (size[0] * size[1] + size[1] * size[2] + size[0] * size[2]);
    return Math.sqrt(Math.max(0, 1 - 0.161 * volume / (surface * t60)));
  }

  /** The impulse response from one position to another at a rate in Hz. */
  public Filter response(double[] source, double[] listener, double rate) {
    float[] taps = new float[(int) (t60 * rate) + 2 * REACH];
    double wall = reflection();
    int[] most = new int[3];
    for (int i = 0; i < 3; i++) {
      most[i] = (int) Math.ceil(SPEED * t60 / (2 * size[i]));
    }
    for (int x = -most[0]; x <= most[0]; x++) {
      for (int y = -most[1]; y <= most[1]; y++) {
        for (int z = -most[2]; z <= most[2]; z++) {
          for (int mirrored = 0; mirrored < 8; mirrored++) {
            image(new int[] {x, y, z}, mirrored, source, listener, wall, rate, taps);
          }
        }
      }
    }
    return new Filter(taps, REACH);
  }

  private void image(
      int[] cell,
      int mirrored,
      double[] source,
      double[] listener,
      double wall,
      double rate,
      float[] taps) {
    double square = 0;
    int reflections = 0;
    for (int i = 0; i < 3; i++) {
      int turned = mirrored >> i & 1;
      double apart = (1 - 2 * turned) * source[i] + 2 * cell[i] * size[i] - listener[i];
      square += apart * apart;
      reflections += Math.abs(cell[i] - turned) + Math.abs(cell[i]);
    }
    double distance = Math.sqrt(square);
    double delay = distance / SPEED * rate + REACH;
    if (delay + REACH >= taps.length) {
      return;
    }
    double gain = Math.pow(wall, reflections) / distance;
    int middle = (int) Math.round(delay);
    for (int i = middle - REACH; i < middle + REACH; i++) {
      double part = i - delay;
      double sinc = part == 0 ? 1 : Math.sin(Math.PI * part) / (Math.PI * part);
      double window = 0.5 + 0.5 * Math.cos(Math.PI * Math.clamp(part / REACH, -1.0, 1.0));
      taps[i] += (float) (gain * window * sinc);
    }
  }
}
