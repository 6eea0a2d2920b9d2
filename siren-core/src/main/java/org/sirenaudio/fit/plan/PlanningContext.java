package org.sirenaudio.fit.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.error.Figure;
import org.sirenaudio.fit.config.EncodingKind;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import org.sirenaudio.fit.config.InterpolationTarget;
import org.sirenaudio.fit.config.NetworkConfig;
import org.sirenaudio.fit.data.Interpolant;
import org.sirenaudio.fit.data.Spectrum;
import org.sirenaudio.loss.Losses;
import org.sirenaudio.loss.WindowLoss;
import org.sirenaudio.network.FinalInit;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;
import org.sirenaudio.network.NonlinearityKind;

/**
 * The planners' common input.
 *
 * @param clip the recording
 * @param spectrum its spectrum
 * @param config the configuration
 * @param rough whether to plan without reading the recording: all windows are then of equal length
 */
record PlanningContext(ClipSource clip, Spectrum spectrum, FitConfig config, boolean rough) {

  /** Minimum frames per window. */
  private static final int LEAST_FRAMES = 16;

  /** Fraction of a window overlapped by each neighbour. */
  private static final double OVERLAP = 0.02;

  /** Degrees of freedom of this duration over all channels. */
  double freedoms(double seconds) {
    return 2 * spectrum.bandwidthHz() * clip.channels() * seconds;
  }

  /** The number of windows that fit, and that the configuration asks for. */
  int mostWindows() {
    int least = leastFrames();
    int most = Math.max(1, clip.frames() / least);
    int wanted = config.windows().count().orElse(1);
    if (wanted > most) {
      throw new IllegalArgumentException(
          "a clip of %s has room for %s of %s, not for %d"
              .formatted(
                  Figure.count(clip.frames(), "frame"),
                  Figure.count(most, "window"),
                  Figure.count(least, "frame"),
                  wanted));
    }
    return most;
  }

  /** The minimum frames per window. */
  int leastFrames() {
    double wanted = Math.ceil(config.windows().minSeconds().orElse(0.0) * clip.sampleRate());
    return (int) Math.min(clip.frames(), Math.max(wanted, leastFramesOfLoss()));
  }

  private int leastFramesOfLoss() {
    if (!(Losses.byName(config.target().loss()) instanceof WindowLoss loss)) {
      return LEAST_FRAMES;
    }
    if (clip.frames() < loss.minimumFrames()) {
      throw new IllegalArgumentException(
          "the %s loss needs at least %d frames, the clip has %d; use the loss mse"
              .formatted(loss.name(), loss.minimumFrames(), clip.frames()));
    }
    return loss.minimumFrames();
  }

  /** Trainable parameters of a network. */
  int parameters(int width, int layers) {
    return network(width, layers, 1).learnedCount();
  }

  /**
   * The network for a window of this duration.
   *
   * @param seconds covered by the coordinates −1 … 1
   */
  NetworkSpec network(int width, int layers, double seconds) {
    NetworkConfig wanted = config.network();
    Nonlinearity nonlinearity = nonlinearity(wanted, seconds);
    NetworkSpec spec =
        NetworkSpec.of(nonlinearity, width, layers)
            .withEncoding(
                wanted.usedEncoding().of(encodedHz(seconds), seconds, config.randomSeed()))
            .withOutFeatures(clip.channels());
    return nonlinearity.usualFinalInit() == FinalInit.PAPER
        ? spec.withFinalInit(wanted.finalInit())
        : spec;
  }

  private Nonlinearity nonlinearity(NetworkConfig wanted, double seconds) {
    NonlinearityKind kind = wanted.kind().nonlinearity();
    Nonlinearity nonlinearity =
        kind.make(wanted.omega0OfHidden(), wanted.shape().orElse(kind.usualShape()));
    if (wanted.usedEncoding() != EncodingKind.NONE) {
      return nonlinearity;
    }
    return nonlinearity.steepest() > 0
        ? nonlinearity.withFrequency(firstOmega0(seconds))
        : nonlinearity.withFirstOmega0(
            wanted.firstFrequency() instanceof Frequency.Omega0(double omega0)
                ? omega0
                : wanted.kind().usualFirstOmega0());
  }

  private double firstOmega0(double seconds) {
    return switch (config.network().firstFrequency()) {
      case Frequency.Auto auto -> Nonlinearity.Sine.omega0(spectrum.firstHz(), seconds);
      case Frequency.Hertz fixed -> Nonlinearity.Sine.omega0(fixed.hertz(), seconds);
      case Frequency.Omega0 given -> given.omega0();
    };
  }

  private double encodedHz(double seconds) {
    return switch (config.network().firstFrequency()) {
      case Frequency.Auto auto -> spectrum.firstHz();
      case Frequency.Hertz fixed -> fixed.hertz();
      case Frequency.Omega0 given -> given.omega0() / (Math.PI * seconds);
    };
  }

  /** Windows of equal length, within a frame. */
  int[] evenBoundaries(int count) {
    int[] boundaries = new int[count + 1];
    for (int i = 0; i <= count; i++) {
      boundaries[i] = (int) ((long) clip.frames() * i / count);
    }
    return boundaries;
  }

  /** Windows with about equal amounts of information. */
  int[] boundaries(int count) {
    return rough
        ? evenBoundaries(count)
        : WindowBoundaries.of(clip, spectrum, count, leastFrames());
  }

  /** The interpolation between the samples. */
  Interpolant interpolant() {
    return rough
        ? new Interpolant(InterpolationTarget.SINC, spectrum.sinc(), 0)
        : Interpolant.of(clip, spectrum, config.target().between());
  }

  /**
   * The windows between boundaries, each extending slightly into its neighbours.
   *
   * @param boundaries {@code [windows + 1]} frames, ascending
   */
  List<PlannedWindow> windows(int[] boundaries, int width, int layers) {
    List<PlannedWindow> windows = new ArrayList<>();
    Map<Integer, NetworkSpec> networks = new HashMap<>();
    int count = boundaries.length - 1;
    for (int i = 0; i < count; i++) {
      int from = boundaries[i] - (i == 0 ? 0 : reach(boundaries, i));
      int end = boundaries[i + 1] + (i == count - 1 ? 0 : reach(boundaries, i + 1));
      int frames = end - from;
      NetworkSpec network =
          networks.computeIfAbsent(frames, n -> network(width, layers, n / clip.sampleRate()));
      windows.add(new PlannedWindow(from, frames, network));
    }
    return windows;
  }

  /** Half the overlap of the two windows at a boundary, in frames. */
  private static int reach(int[] boundaries, int at) {
    int shorter =
        Math.min(boundaries[at] - boundaries[at - 1], boundaries[at + 1] - boundaries[at]);
    return (int) Math.ceil(shorter * OVERLAP / 2) + 1;
  }
}
