package org.sirenaudio.fit.data;

import java.util.Arrays;
import org.sirenaudio.audio.ClipBlocks;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.SincInterpolator;
import org.sirenaudio.dsp.SubframeInterpolator;
import org.sirenaudio.dsp.WienerInterpolator;
import org.sirenaudio.fit.config.InterpolationTarget;

/**
 * Interpolation of one clip between its samples.
 *
 * @param sinc matched to the clip's spectrum; for {@link InterpolationTarget#SINC} only
 * @param decay of the clip's spectrum above half its rate; for {@link InterpolationTarget#WIENER}
 *     only
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

  /** At fractions between frames, each above 0 and below 1. */
  public SubframeInterpolator at(double... parts) {
    return switch (kind) {
      case SINC -> sinc.atFractions(parts);
      case WIENER -> WienerInterpolator.of(decay, parts);
    };
  }

  /** At the intermediate instants of a fit with this many points per frame. */
  public SubframeInterpolator evenly(int oversampling) {
    double[] parts = new double[oversampling - 1];
    Arrays.setAll(parts, i -> (i + 1) / (double) oversampling);
    return at(parts);
  }
}
