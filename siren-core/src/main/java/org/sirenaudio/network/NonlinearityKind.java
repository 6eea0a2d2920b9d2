package org.sirenaudio.network;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sirenaudio.layer.OwnCurve;

/**
 * A nonlinearity by name; this is the complete list. To add one, add a line here and the record
 * that it creates.
 *
 * @param name in files and options, such as {@code siren}
 * @param label for display, such as "sine"
 * @param numberNames its parameters in files; those other than omegas are its shape
 * @param usualHiddenOmega0 default omega0 of the layers after the first
 * @param usualShape default shape parameter; 1 if it has none
 * @param maker creates it from its parameters
 */
public record NonlinearityKind(
    String name,
    String label,
    List<String> numberNames,
    double usualHiddenOmega0,
    double usualShape,
    Function<double[], Nonlinearity> maker) {

  private static final String FIRST = "first_omega_0";
  private static final String HIDDEN = "hidden_omega_0";
  private static final List<String> OMEGAS = List.of(FIRST, HIDDEN);

  /** omega0 of hidden sine layers in most published networks. */
  private static final double SINES = 30;

  public static final NonlinearityKind SIREN =
      new NonlinearityKind(
          "siren", "sine", OMEGAS, SINES, 1, n -> new Nonlinearity.Sine(n[0], n[1]));
  public static final NonlinearityKind FINER =
      new NonlinearityKind(
          "finer",
          "FINER",
          List.of(FIRST, HIDDEN, "bias_range"),
          SINES,
          1,
          n -> new Nonlinearity.Finer(n[0], n[1], n[2]));

  /**
   * omega0 is the best of 5, 15 and 30 on a second of speech, as higher ones oscillate between
   * samples; the spread is the best of 0.5, 2 and 6.
   */
  public static final NonlinearityKind WIRE =
      new NonlinearityKind(
          "wire",
          "WIRE",
          List.of(FIRST, HIDDEN, "spread"),
          5,
          2,
          n -> new Nonlinearity.Gabor(n[0], n[1], n[2]));

  public static final NonlinearityKind WIRE_COMPLEX =
      new NonlinearityKind(
          "wire-complex",
          "complex WIRE",
          List.of(FIRST, HIDDEN, "spread"),
          5,
          2,
          n -> new ComplexWire(n[0], n[1], n[2]));

  /** No omega0 fits sound well: 1.5 dB at 12 on a second of speech, less at 1 and 4. */
  public static final NonlinearityKind GAUSSIAN =
      new NonlinearityKind(
          "gaussian", "Gaussian", OMEGAS, 10, 1, n -> new Nonlinearity.Gaussian(n[0], n[1]));

  /** The sharpness is the best of 0.5, 1, 2 and 4 on a second of speech. */
  public static final NonlinearityKind HOSC =
      new NonlinearityKind(
          "hosc",
          "HOSC",
          List.of(FIRST, HIDDEN, "sharpness"),
          SINES,
          1,
          n -> new Nonlinearity.Hosc(n[0], n[1], n[2]));

  public static final NonlinearityKind RELU =
      new NonlinearityKind("relu", "ReLU", List.of(), SINES, 1, n -> new Nonlinearity.Relu());
  public static final NonlinearityKind MFN_FOURIER =
      new NonlinearityKind(
          "mfn-fourier",
          "Fourier-filtered",
          List.of(FIRST),
          1,
          1,
          n -> new MultiplicativeFilters(n[0], false));
  public static final NonlinearityKind MFN_GABOR =
      new NonlinearityKind(
          "mfn-gabor",
          "Gabor-filtered",
          List.of(FIRST),
          1,
          1,
          n -> new MultiplicativeFilters(n[0], true));
  public static final NonlinearityKind FOURIER_KAN =
      new NonlinearityKind(
          "fourier-kan",
          "Fourier-KAN",
          List.of("harmonics"),
          1,
          5,
          n -> new FourierKan(whole("harmonics", n[0])));

  /** Copies the names. */
  public NonlinearityKind {
    numberNames = List.copyOf(numberNames);
  }

  /** All built-in kinds. */
  public static List<NonlinearityKind> shipped() {
    return List.of(
        SIREN,
        FINER,
        GAUSSIAN,
        WIRE,
        WIRE_COMPLEX,
        HOSC,
        RELU,
        MFN_FOURIER,
        MFN_GABOR,
        FOURIER_KAN);
  }

  /** A kind by name: a built-in one, or a registered {@link OwnCurve}. */
  public static Optional<NonlinearityKind> named(String name) {
    return shipped().stream()
        .filter(kind -> kind.name.equals(name))
        .findFirst()
        .or(() -> OwnCurve.named(name).map(NonlinearityKind::own));
  }

  private static NonlinearityKind own(OwnCurve curve) {
    return new NonlinearityKind(
        curve.name(), curve.name(), OMEGAS, SINES, 1, n -> new Nonlinearity.Own(curve, n[0], n[1]));
  }

  /**
   * The nonlinearity.
   *
   * @param numbers one per name
   * @throws IllegalArgumentException if a parameter is invalid
   */
  public Nonlinearity make(double... numbers) {
    return maker.apply(numbers);
  }

  /**
   * The nonlinearity with the same omega0 in all layers.
   *
   * @throws IllegalArgumentException if a parameter is invalid
   */
  public Nonlinearity make(double omega0, double shape) {
    return maker.apply(
        numberNames.stream()
            .mapToDouble(number -> OMEGAS.contains(number) ? omega0 : shape)
            .toArray());
  }

  /** The parameters of a nonlinearity of this kind in files, named by {@link #numberNames}. */
  public double[] numbers(Nonlinearity nonlinearity) {
    return numberNames.stream()
        .mapToDouble(
            number ->
                switch (number) {
                  case FIRST -> nonlinearity.firstOmega0();
                  case HIDDEN -> nonlinearity.hiddenOmega0();
                  default -> nonlinearity.shape();
                })
        .toArray();
  }

  static int whole(String name, double number) {
    if (number != (int) number) {
      throw new IllegalArgumentException(name + " must be an integer, not " + number);
    }
    return (int) number;
  }
}
