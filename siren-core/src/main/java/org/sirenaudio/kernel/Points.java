package org.sirenaudio.kernel;

/**
 * A regression problem: coordinates and target outputs. Its loss is half the squared error, whose
 * gradient with respect to the outputs is the error itself.
 *
 * @param coordinates of the points
 * @param targets {@code [points, channels]}
 * @param channels outputs of the network
 */
@SuppressWarnings("ArrayRecordComponent") // targets are large and not copied; never compared
public record Points(Coordinates coordinates, float[] targets, int channels) {

  public Points {
    if (channels < 1 || targets.length % channels != 0) {
      throw new IllegalArgumentException(
          "%d targets do not divide into points of %d channels"
              .formatted(targets.length, channels));
    }
  }

  /** Points evenly spaced from −1 to 1, the first at −1. */
  public static Points evenlySpaced(float[] targets, int channels) {
    return new Points(new Coordinates.EvenlySpaced(targets.length / channels), targets, channels);
  }

  /** Number of points. */
  public int count() {
    return targets.length / channels;
  }

  /**
   * The errors of a range of points.
   *
   * @param from the first point of the range
   * @param frames number of points
   * @param outputs of the network, {@code [frames, channels]}
   * @param errors receives outputs minus targets, {@code [frames, channels]}
   * @return half the sum of squared errors
   */
  double errors(int from, int frames, float[] outputs, float[] errors) {
    double sum = 0;
    int at = from * channels;
    for (int i = 0; i < frames * channels; i++) {
      float error = outputs[i] - targets[at + i];
      errors[i] = error;
      sum += 0.5 * error * error;
    }
    return sum;
  }
}
