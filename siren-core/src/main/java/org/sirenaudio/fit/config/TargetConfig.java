package org.sirenaudio.fit.config;

import java.io.Serializable;
import org.sirenaudio.loss.Losses;

/**
 * The training target and its loss.
 *
 * @param loss name of the loss, as {@code Losses} lists them
 * @param normalisation scale of the targets
 * @param oversampling points learned per frame: 1 for the samples only, more to include
 *     interpolated values between them
 * @param between interpolation used between the samples
 */
public record TargetConfig(
    String loss,
    Normalisation normalisation,
    Choice<Integer> oversampling,
    InterpolationTarget between)
    implements Serializable {

  /** Far more than is useful, yet within memory. */
  private static final int MOST_PER_FRAME = 100;

  /**
   * @throws IllegalArgumentException if the loss is unknown, or a given oversampling is not 1 to
   *     {@value #MOST_PER_FRAME}
   */
  public TargetConfig {
    loss = Losses.byName(loss).name();
    Choice.requireCount(oversampling, "the number of points per frame");
    if (oversampling.orElse(1) > MOST_PER_FRAME) {
      throw new IllegalArgumentException(
          "the number of points per frame must be at most %d, not %s"
              .formatted(MOST_PER_FRAME, oversampling));
    }
  }

  /** The squared error on the samples and on their band-limited interpolation. */
  static TargetConfig standard() {
    return new TargetConfig(
        "mse", Normalisation.PEAK, Choice.automatic(), InterpolationTarget.SINC);
  }

  /**
   * Returns a copy with {@link #loss()} replaced.
   *
   * @throws IllegalArgumentException if the loss is unknown; the message lists the names
   */
  public TargetConfig withLoss(String value) {
    return new TargetConfig(value, normalisation, oversampling, between);
  }

  /** Returns a copy with {@link #normalisation()} replaced. */
  public TargetConfig withNormalisation(Normalisation value) {
    return new TargetConfig(loss, value, oversampling, between);
  }

  /**
   * Returns a copy with {@link #oversampling()} replaced.
   *
   * @throws IllegalArgumentException if it is not 1 to {@value #MOST_PER_FRAME}
   */
  public TargetConfig withOversampling(int value) {
    return new TargetConfig(loss, normalisation, Choice.of(value), between);
  }

  /** Returns a copy with {@link #between()} replaced. */
  public TargetConfig withBetween(InterpolationTarget value) {
    return new TargetConfig(loss, normalisation, oversampling, value);
  }
}
