package org.sirenaudio.fit.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sirenaudio.network.NamedNonlinearity;

/**
 * A kind of network that can be fitted: a nonlinearity and the encoding that belongs before it.
 *
 * @param name such as {@code siren}
 * @param activation the name of its nonlinearity, as {@link NamedNonlinearity} has it
 * @param encoding what it has before its first layer, where nothing else is asked for
 */
public record NetworkKind(String name, String activation, EncodingKind encoding)
    implements Serializable {

  /** Sine layers (Sitzmann et al. 2020). */
  public static final NetworkKind SIREN = plain(NamedNonlinearity.SIREN);

  /** Sines whose frequency grows with their argument (Liu et al. 2024). */
  public static final NetworkKind FINER = plain(NamedNonlinearity.FINER);

  /** Real Gabor wavelets (Saragadam et al. 2023). */
  public static final NetworkKind WIRE = plain(NamedNonlinearity.WIRE);

  /** Bells (Ramasinghe and Lucey 2022). */
  public static final NetworkKind GAUSSIAN = plain(NamedNonlinearity.GAUSSIAN);

  /** Sines that saturate (Serrano et al. 2024). */
  public static final NetworkKind HOSC = plain(NamedNonlinearity.HOSC);

  /** Rectified linear units behind random Fourier features (Tancik et al. 2020). */
  public static final NetworkKind FOURIER_FEATURES =
      new NetworkKind("fourier-features", NamedNonlinearity.RELU, EncodingKind.FOURIER);

  /** Rectified linear units behind a positional encoding (Mildenhall et al. 2020). */
  public static final NetworkKind POSITIONAL =
      new NetworkKind("positional", NamedNonlinearity.RELU, EncodingKind.NERF);

  /** Rectified linear units on the plain coordinate: the baseline that stays silent. */
  public static final NetworkKind RELU = plain(NamedNonlinearity.RELU);

  /** omega0 of hidden sine layers in most published networks. */
  private static final double SINES_OMEGA0 = 30;

  /** The best of 5, 15 and 30 on a second of speech; higher ones swing between the samples. */
  private static final double WAVELETS_OMEGA0 = 5;

  /** No setting learns much of sound: 1.5 dB at 12 on a second of speech, less at 1 and 4. */
  private static final double BELLS_OMEGA0 = 10;

  /** The best of 0.5, 2 and 6 between the samples of a second of speech. */
  private static final double WAVELETS_SPREAD = 2;

  /** The best of 0.5, 1, 2 and 4 on a second of speech. */
  private static final double SHARPNESS = 1;

  /** Of 10, 30 and 90 none is clearly better on a second of speech. */
  private static final double FIRST_BELLS_OMEGA0 = 30;

  private static NetworkKind plain(String name) {
    return new NetworkKind(name, name, EncodingKind.NONE);
  }

  /** All kinds that come with the library. */
  public static List<NetworkKind> shipped() {
    return List.of(SIREN, FINER, WIRE, GAUSSIAN, HOSC, FOURIER_FEATURES, POSITIONAL, RELU);
  }

  /**
   * The kind of a name: one that comes with the library, or one whose activation is registered
   * ({@link org.sirenaudio.layer.OwnCurve#register}).
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static NetworkKind named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    for (NetworkKind kind : shipped()) {
      if (kind.name.equals(wanted)) {
        return kind;
      }
    }
    if (!NamedNonlinearity.shipped().contains(name) && NamedNonlinearity.exists(name)) {
      return plain(name);
    }
    List<String> names = new ArrayList<>(shipped().stream().map(NetworkKind::name).toList());
    throw new IllegalArgumentException(
        "there is no network '%s'; there are %s".formatted(name, String.join(", ", names)));
  }

  /** omega0 of the hidden layers after the first, where nothing else is asked for. */
  public double usualHiddenOmega0() {
    return switch (activation) {
      case NamedNonlinearity.WIRE -> WAVELETS_OMEGA0;
      case NamedNonlinearity.GAUSSIAN -> BELLS_OMEGA0;
      default -> SINES_OMEGA0;
    };
  }

  /** omega0 of a first layer of bells, where nothing else is asked for; of no use elsewhere. */
  public double usualFirstOmega0() {
    return FIRST_BELLS_OMEGA0;
  }

  /** The kind's further number where nothing else is asked for; 1 where it has none. */
  public double usualShape() {
    return switch (activation) {
      case NamedNonlinearity.WIRE -> WAVELETS_SPREAD;
      case NamedNonlinearity.HOSC -> SHARPNESS;
      default -> 1;
    };
  }

  /** What it is called in recorded configurations. */
  @Override
  public String toString() {
    return name.toUpperCase(Locale.ROOT);
  }
}
