package org.sirenaudio.bench.work;

import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.OutputLoss;
import org.sirenaudio.loss.MseLoss;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/**
 * A network and its training points. Coordinates and targets are computed on demand, so that only
 * the step's own memory grows with the points.
 *
 * @param spec the network
 * @param frames points in the full batch
 */
public record Workload(NetworkSpec spec, int frames) {

  /** The networks of the goals have four sine layers. */
  public static final int USUAL_LAYERS = 4;

  /** First omega0 of every network that has one: some kilohertz, if the points are a second. */
  public static final double FIRST_OMEGA0 = 3000;

  private static final int WAVE = 2000;

  /**
   * A SIREN with one output.
   *
   * @param layers sine layers
   * @param width features of each
   */
  public Workload(int layers, int width, int frames) {
    this(NetworkSpec.siren(width, layers, FIRST_OMEGA0, 30), frames);
  }

  /** Its kind of network. */
  public NetworkKind kind() {
    return NetworkKind.of(spec);
  }

  /** Hidden layers. */
  public int layers() {
    return spec.numLayers();
  }

  /** Features of each. */
  public int width() {
    return spec.hiddenFeatures();
  }

  /** Fresh reproducible parameters. */
  public float[] parameters() {
    return Network.create(spec, 1).parameters();
  }

  /** FLOPs of the hidden matrix products per evaluation of all points. */
  public double forwardFlops() {
    return (double) spec.layers().matrixFlops() * frames;
  }

  /**
   * FLOPs of the hidden matrix products per training step: forward, and twice that backward, but
   * for the gradient of a fixed encoding, which nothing needs.
   */
  public double stepFlops() {
    double unneeded = 0;
    if (spec.fixedLayers() > 0) {
      LayerSpec first = spec.layers().get(spec.fixedLayers());
      unneeded = 2.0 * first.inFeatures() * first.rows() * frames;
    }
    return 3 * forwardFlops() - unneeded;
  }

  /** The points from −1 to 1. */
  public Coordinates coordinates() {
    double step = 2.0 / Math.max(1, frames - 1);
    return (from, count, x) -> {
      for (int i = 0; i < count; i++) {
        x[i] = -1 + step * (from + i);
      }
    };
  }

  /** A triangle wave: as cheap to compute as reading an array. */
  public static float target(int frame) {
    return Math.abs(frame % WAVE - WAVE / 2) / (WAVE / 4f) - 1;
  }

  /** {@link #target} of every point, continued through its channels. */
  float[] targets() {
    float[] targets = new float[frames * spec.outFeatures()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = target(i);
    }
    return targets;
  }

  /** The mean squared error relative to {@link #target}, of one output. */
  public OutputLoss loss() {
    MseLoss loss = new MseLoss();
    double scale = 1.0 / frames;
    return (from, count, outputs, gradient) -> {
      // The gradient array holds the targets until the loss overwrites them.
      for (int i = 0; i < count; i++) {
        gradient[i] = target(from + i);
      }
      return loss.accumulate(outputs, gradient, 0, count, scale, gradient);
    };
  }

  /** Layers and width, such as {@code 4 × 256}. */
  public String shape() {
    return layers() + " × " + width();
  }
}
