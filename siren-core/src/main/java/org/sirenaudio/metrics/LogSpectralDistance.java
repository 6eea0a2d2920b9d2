package org.sirenaudio.metrics;

import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.Stft;
import org.sirenaudio.error.BadDataException;

/**
 * Log-spectral distance (Gray and Markel 1976; in this form Kuleshov, Enam, Ermon 2017, "Audio
 * super resolution using neural networks"):
 *
 * <pre>LSD = mean over frames t of √(mean over bins k of (log10 P_ref[t][k] − log10 P_est[t][k])²)
 * </pre>
 *
 * with P the power |S|² of a centred STFT with a Hann window of nFft, floored at 10⁻⁸. The value is
 * in units of log10 of power, as in the literature; multiply by ten for dB. The mean is over the
 * frames of all channels. Clips too short for a frame are extended with zeros.
 *
 * @param nFft length of a frame in samples, default 2048
 * @param hopLength hop size in samples, default 512
 */
public record LogSpectralDistance(int nFft, int hopLength) implements Metric {
  /**
   * @throws IllegalArgumentException if nFft is below 2, or hopLength below 1
   */
  public LogSpectralDistance {
    PowerSpectra.checkSizes(nFft, hopLength);
  }

  /** Frames of 2048 samples with a hop of 512. */
  public LogSpectralDistance() {
    this(2048, 512);
  }

  @Override
  public Label label() {
    return new Label("lsd", "LSD", "", false);
  }

  @Override
  public double orNaN(float[][] reference, float[][] estimate) throws BadDataException {
    Pair.check(reference, estimate);
    Sum sum = new Sum();
    PowerSpectra.visit(Stft.of(nFft, hopLength, nFft), reference, estimate, sum);
    return sum.distances / sum.frames;
  }

  /**
   * As above for recordings of any length, in constant memory.
   *
   * @param estimate with as many channels and frames as the reference
   * @throws java.io.UncheckedIOException if one of them cannot be read
   * @throws IllegalArgumentException if their numbers of channels or frames differ
   */
  public double of(ClipSource reference, ClipSource estimate) {
    if (reference.channels() != estimate.channels() || reference.frames() != estimate.frames()) {
      throw new IllegalArgumentException(
          "reference of %d × %d and estimate of %d × %d channels and frames; the shapes must match"
              .formatted(
                  reference.channels(),
                  reference.frames(),
                  estimate.channels(),
                  estimate.frames()));
    }
    Sum sum = new Sum();
    PowerSpectra.visit(Stft.of(nFft, hopLength, nFft), reference, estimate, sum);
    return sum.distances / sum.frames;
  }

  private static final class Sum implements PowerSpectra.Visitor {
    private double distances;
    private long frames;

    @Override
    public void frame(double[] referencePower, double[] estimatePower) {
      double squares = 0;
      for (int k = 0; k < referencePower.length; k++) {
        double difference = Math.log10(referencePower[k] / estimatePower[k]);
        squares += difference * difference;
      }
      distances += Math.sqrt(squares / referencePower.length);
      frames++;
    }
  }
}
