package org.sirenaudio.fit.data;

import java.util.Arrays;
import org.sirenaudio.audio.ClipBlocks;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.SincInterpolator;
import org.sirenaudio.dsp.SubframeInterpolator;
import org.sirenaudio.dsp.WienerInterpolator;
import org.sirenaudio.fit.config.InterpolationTarget;

/**
 * How the values of one clip between its samples are told.
 *
 * @param sinc suits the clip's spectrum; used by {@link InterpolationTarget#SINC} alone
 * @param decay of the clip's spectrum above half its rate; used by {@link
 *     InterpolationTarget#WIENER} alone
 */
public record Interpolant(InterpolationTarget kind, SincInterpolator sinc, double decay) {

  /**
   * @param spectrum of the clip
   */
  public static Interpolant of(ClipSource clip, Spectrum spectrum, InterpolationTarget kind) {
    double decay = kind == InterpolationTarget.WIENER ? decay(clip) : 0;
    return new Interpolant(kind, spectrum.sinc(), decay);
  }

  private static double decay(ClipSource clip) {
    double[] power = new double[WienerInterpolator.POWERS];
    int hop = WienerInterpolator.SEGMENT / 2;
    ClipBlocks.forEach(
        clip,
        hop,
        (samples, first, from, to) -> {
          for (int c = 0; c < clip.channels(); c++) {
            for (int center = from; center < to; center += hop) {
              double[] local = WienerInterpolator.localPower(samples.channel(c), center - first);
              for (int b = 0; b < power.length; b++) {
                power[b] += local[b];
              }
            }
          }
        });
    return WienerInterpolator.decay(power);
  }

  /** At parts of the way from frame to frame, each above 0 and below 1. */
  public SubframeInterpolator at(double... parts) {
    return switch (kind) {
      case SINC -> sinc.atFractions(parts);
      case WIENER -> WienerInterpolator.of(decay, parts);
    };
  }

  /** At the instants between that a fit of so many points per frame learns. */
  public SubframeInterpolator evenly(int oversampling) {
    double[] parts = new double[oversampling - 1];
    Arrays.setAll(parts, i -> (i + 1) / (double) oversampling);
    return at(parts);
  }
}
