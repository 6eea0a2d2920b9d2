package org.sirenaudio.fit.config;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.NonlinearityKind;

/**
 * A kind of network: a nonlinearity and its input encoding.
 *
 * @param name such as {@code siren}
 * @param activation the name of its nonlinearity, a {@link NonlinearityKind#name}
 * @param encoding its default input encoding
 */
public record NetworkKind(String name, String activation, EncodingKind encoding)
    implements Serializable {

  /** Sine layers (Sitzmann et al. 2020). */
  public static final NetworkKind SIREN = plain(NonlinearityKind.SIREN);

  /** Sines of variable frequency, which increases with the argument (FINER, Liu et al. 2024). */
  public static final NetworkKind FINER = plain(NonlinearityKind.FINER);

  /** Real Gabor wavelets (Saragadam et al. 2023). */
  public static final NetworkKind WIRE = plain(NonlinearityKind.WIRE);

  /** Complex Gabor wavelets (Saragadam et al. 2023). */
  public static final NetworkKind WIRE_COMPLEX = plain(NonlinearityKind.WIRE_COMPLEX);

  /** Gaussian activations (Ramasinghe and Lucey 2022). */
  public static final NetworkKind GAUSSIAN = plain(NonlinearityKind.GAUSSIAN);

  /** Saturating sines (HOSC, Serrano et al. 2024). */
  public static final NetworkKind HOSC = plain(NonlinearityKind.HOSC);

  /** ReLU with random Fourier features (Tancik et al. 2020). */
  public static final NetworkKind FOURIER_FEATURES =
      new NetworkKind("fourier-features", NonlinearityKind.RELU.name(), EncodingKind.FOURIER);

  /** ReLU with a positional encoding (Mildenhall et al. 2020). */
  public static final NetworkKind POSITIONAL =
      new NetworkKind("positional", NonlinearityKind.RELU.name(), EncodingKind.NERF);

  /** ReLU on the plain coordinate: a baseline that hardly fits sound. */
  public static final NetworkKind RELU = plain(NonlinearityKind.RELU);

  /** Multiplicative filter network of sines (Fathony et al. 2021). */
  public static final NetworkKind MFN_FOURIER = plain(NonlinearityKind.MFN_FOURIER);

  /** Multiplicative filter network of Gabor wavelets (Fathony et al. 2021). */
  public static final NetworkKind MFN_GABOR = plain(NonlinearityKind.MFN_GABOR);

  /** KAN with Fourier series on its edges (Li et al. 2026). */
  public static final NetworkKind FOURIER_KAN =
      new NetworkKind("fourier-kan", NonlinearityKind.FOURIER_KAN.name(), EncodingKind.HARMONICS);

  /** ReLU on grids of learned features (Müller et al. 2022). */
  public static final NetworkKind GRID =
      new NetworkKind("grid", NonlinearityKind.RELU.name(), EncodingKind.GRID);

  /** None of 10, 30 and 90 is clearly better on a second of speech. */
  private static final double FIRST_BELLS_OMEGA0 = 30;

  private static NetworkKind plain(NonlinearityKind kind) {
    return new NetworkKind(kind.name(), kind.name(), EncodingKind.NONE);
  }

  /** All built-in kinds. */
  public static List<NetworkKind> shipped() {
    return List.of(
        SIREN,
        FINER,
        WIRE,
        WIRE_COMPLEX,
        GAUSSIAN,
        HOSC,
        FOURIER_FEATURES,
        POSITIONAL,
        RELU,
        MFN_FOURIER,
        MFN_GABOR,
        FOURIER_KAN,
        GRID);
  }

  /**
   * A kind by name: a built-in one, or one with a registered activation ({@link
   * org.sirenaudio.layer.OwnCurve#register}).
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the names
   */
  public static NetworkKind named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return shipped().stream()
        .filter(kind -> kind.name.equals(wanted))
        .findFirst()
        .or(
            () ->
                NonlinearityKind.named(name)
                    .filter(own -> !NonlinearityKind.shipped().contains(own))
                    .map(NetworkKind::plain))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no network '%s'; there are %s"
                        .formatted(
                            name,
                            shipped().stream()
                                .map(NetworkKind::name)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * The kind of a network: a built-in one that has its encoding by default, or else the one with
   * its activation and no encoding.
   */
  public static NetworkKind of(NetworkSpec network) {
    NetworkKind plain = plain(network.nonlinearity().kind());
    EncodingKind encoding = EncodingKind.of(network.encoding());
    return shipped().stream()
        .filter(kind -> kind.activation.equals(plain.activation) && kind.encoding == encoding)
        .findFirst()
        .orElse(plain);
  }

  /**
   * Its nonlinearity.
   *
   * @throws IllegalArgumentException if its activation is not registered in this process
   */
  public NonlinearityKind nonlinearity() {
    return NonlinearityKind.named(activation)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no activation '%s'; register it first".formatted(activation)));
  }

  /**
   * Whether every layer takes the coordinate as input, which rules out an input encoding.
   *
   * @throws IllegalArgumentException if its activation is not registered in this process
   */
  public boolean takesTime() {
    return nonlinearity().make(1, nonlinearity().usualShape()).takesTime();
  }

  /** Default omega0 of the first layer of Gaussian networks; unused elsewhere. */
  public double usualFirstOmega0() {
    return FIRST_BELLS_OMEGA0;
  }

  /** Its name in stored configurations. */
  @Override
  public String toString() {
    return name.toUpperCase(Locale.ROOT);
  }
}
