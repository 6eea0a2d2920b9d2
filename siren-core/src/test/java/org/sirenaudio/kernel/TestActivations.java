package org.sirenaudio.kernel;

import java.util.List;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.OwnCurve;

/** An activation of each kind, by a name that a table of a test can hold. */
final class TestActivations {

  /** All but the linear one. */
  static final List<String> NAMES =
      List.of("SINE", "RELU", "FINER", "GAUSSIAN", "GABOR", "HOSC", "OWN");

  /** sin z + cos(z)/4: smooth, neither odd nor even, and its first phases large. */
  private static final OwnCurve OWN =
      OwnCurve.register(
          "test-wave", z -> Math.sin(z) + Math.cos(z) / 4, z -> Math.cos(z) - Math.sin(z) / 4);

  private TestActivations() {}

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
