package org.sirenaudio.network;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.layer.OwnCurve;

/**
 * A nonlinearity by the name and the numbers that files and options have for it: {@code siren},
 * {@code finer}, {@code gaussian}, {@code wire}, {@code hosc} and {@code relu}, and those that are
 * registered as {@link OwnCurve}.
 *
 * @param name such as {@code siren}
 * @param numberNames of its numbers, in their order
 * @param numbers one for each name
 */
public record NamedNonlinearity(String name, List<String> numberNames, List<Double> numbers) {

  public static final String SIREN = "siren";
  public static final String FINER = "finer";
  public static final String GAUSSIAN = "gaussian";
  public static final String WIRE = "wire";
  public static final String HOSC = "hosc";
  public static final String RELU = "relu";

  private static final String FIRST = "first_omega_0";
  private static final String HIDDEN = "hidden_omega_0";

  public NamedNonlinearity {
    numberNames = List.copyOf(numberNames);
    numbers = List.copyOf(numbers);
  }

  /** The names of all that come with the library. */
  public static List<String> shipped() {
    return List.of(SIREN, FINER, GAUSSIAN, WIRE, HOSC, RELU);
  }

  /** Whether there is a nonlinearity of this name. */
  public static boolean exists(String name) {
    return shipped().contains(name) || OwnCurve.named(name).isPresent();
  }

  /** The names of a nonlinearity's numbers. */
  public static List<String> numberNames(String name) {
    return switch (name) {
      case RELU -> List.of();
      case FINER -> List.of(FIRST, HIDDEN, "bias_range");
      case WIRE -> List.of(FIRST, HIDDEN, "spread");
      case HOSC -> List.of(FIRST, HIDDEN, "sharpness");
      default -> List.of(FIRST, HIDDEN);
    };
  }

  /** How files name a nonlinearity, and its numbers. */
  public static NamedNonlinearity of(Nonlinearity nonlinearity) {
    return switch (nonlinearity) {
      case Nonlinearity.Sine sine -> named(SIREN, sine);
      case Nonlinearity.Finer finer -> named(FINER, finer, finer.biasRange());
      case Nonlinearity.Gaussian gaussian -> named(GAUSSIAN, gaussian);
      case Nonlinearity.Gabor gabor -> named(WIRE, gabor, gabor.spread());
      case Nonlinearity.Hosc hosc -> named(HOSC, hosc, hosc.sharpness());
      case Nonlinearity.Relu relu -> new NamedNonlinearity(RELU, numberNames(RELU), List.of());
      case Nonlinearity.Own own -> named(own.curve().name(), own);
    };
  }

  private static NamedNonlinearity named(String name, Nonlinearity nonlinearity, Double... more) {
    List<Double> numbers = new ArrayList<>();
    numbers.add(nonlinearity.firstOmega0());
    numbers.add(nonlinearity.hiddenOmega0());
    numbers.addAll(List.of(more));
    return new NamedNonlinearity(name, numberNames(name), numbers);
  }

  /**
   * The nonlinearity of a name.
   *
   * @param numbers as {@link #numberNames} names them
   * @throws IllegalArgumentException if there is none of the name, or a number does not suit it
   */
  public static Nonlinearity make(String name, double[] numbers) {
    return switch (name) {
      case SIREN -> new Nonlinearity.Sine(numbers[0], numbers[1]);
      case FINER -> new Nonlinearity.Finer(numbers[0], numbers[1], numbers[2]);
      case GAUSSIAN -> new Nonlinearity.Gaussian(numbers[0], numbers[1]);
      case WIRE -> new Nonlinearity.Gabor(numbers[0], numbers[1], numbers[2]);
      case HOSC -> new Nonlinearity.Hosc(numbers[0], numbers[1], numbers[2]);
      case RELU -> new Nonlinearity.Relu();
      default ->
          new Nonlinearity.Own(
              OwnCurve.named(name)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "there is no activation '%s'; register it first".formatted(name))),
              numbers[0],
              numbers[1]);
    };
  }
}
