package org.sirenaudio.kernel;

import java.util.List;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.Joint;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.OwnCurve;

/** An activation of each kind, by a name that a table of a test can hold. */
final class TestActivations {

  /** All but the linear one. */
  static final List<String> NAMES =
      List.of(
          "SINE",
          "RELU",
          "FINER",
          "GAUSSIAN",
          "GABOR",
          "HOSC",
          "OWN",
          "COMPLEX",
          "HARMONICS",
          "FILTERS",
          "BELLS",
          "GRID");

  /** sin z + cos(z)/4: smooth, neither odd nor even, and its first phases large. */
  private static final OwnCurve OWN =
      OwnCurve.register(
          "test-wave", z -> Math.sin(z) + Math.cos(z) / 4, z -> Math.cos(z) - Math.sin(z) / 4);

  private TestActivations() {}

  /** A hidden layer of a chain. */
  static LayerSpec layer(String name, int in, int width, int index, int count) {
    boolean first = index == 0;
    double omega0 = first ? 300 : 30;
    return switch (name) {
      case "COMPLEX" ->
          new LayerSpec(
              in,
              first ? width : 2 * width,
              new Joint.ComplexGabor(omega0, omega0 / 2, first ? 1 : 2));
      case "HARMONICS" -> new LayerSpec(in, width, new Joint.Harmonics(Math.max(1, 5 - 2 * index)));
      case "GRID" ->
          first && in == 1
              ? new LayerSpec(1, 6, new Activation.Grid(List.of(3, 5, 11), 2))
              : new LayerSpec(in, width, new Activation.Sine(30));
      case "FILTERS", "BELLS" -> {
        Joint.Filters all = new Joint.Filters(count, 4, name.equals("BELLS"));
        yield first
            ? new LayerSpec(in, all.inputs() * width, all)
            : new LayerSpec(in, width, new Activation.Filtered(index));
      }
      default -> new LayerSpec(in, width, named(name, omega0));
    };
  }

  static Activation named(String name, double omega0) {
    return switch (name) {
      case "SINE" -> new Activation.Sine(omega0);
      case "RELU" -> new Activation.Relu();
      case "LINEAR" -> new Activation.Linear();
      case "FINER" -> new Activation.Finer(omega0);
      case "GAUSSIAN" -> new Activation.Gaussian(omega0);
      case "GABOR" -> new Activation.Gabor(omega0, omega0 / 2);
      case "HOSC" -> new Activation.Hosc(omega0, 3);
      case "OWN" -> new Activation.Own(OWN, omega0);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
