package org.sirenaudio.fit.config;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sirenaudio.network.NonlinearityKind;

/**
 * A kind of network that can be fitted: a nonlinearity and the encoding that belongs before it.
 *
 * @param name such as {@code siren}
 * @param activation the name of its nonlinearity, a {@link NonlinearityKind#name}
 * @param encoding what it has before its first layer, where nothing else is asked for
 */
public record NetworkKind(String name, String activation, EncodingKind encoding)
    implements Serializable {

  /** Sine layers (Sitzmann et al. 2020). */
  public static final NetworkKind SIREN = plain(NonlinearityKind.SIREN);

  /** Sines whose frequency grows with their argument (Liu et al. 2024). */
  public static final NetworkKind FINER = plain(NonlinearityKind.FINER);

  /** Real Gabor wavelets (Saragadam et al. 2023). */
  public static final NetworkKind WIRE = plain(NonlinearityKind.WIRE);

  /** Complex Gabor wavelets (Saragadam et al. 2023). */
  public static final NetworkKind WIRE_COMPLEX = plain(NonlinearityKind.WIRE_COMPLEX);

  /** Bells (Ramasinghe and Lucey 2022). */
  public static final NetworkKind GAUSSIAN = plain(NonlinearityKind.GAUSSIAN);

  /** Sines that saturate (Serrano et al. 2024). */
  public static final NetworkKind HOSC = plain(NonlinearityKind.HOSC);

  /** Rectified linear units behind random Fourier features (Tancik et al. 2020). */
  public static final NetworkKind FOURIER_FEATURES =
      new NetworkKind("fourier-features", NonlinearityKind.RELU.name(), EncodingKind.FOURIER);

  /** Rectified linear units behind a positional encoding (Mildenhall et al. 2020). */
  public static final NetworkKind POSITIONAL =
      new NetworkKind("positional", NonlinearityKind.RELU.name(), EncodingKind.NERF);

  /** Rectified linear units on the plain coordinate: the baseline that stays silent. */
  public static final NetworkKind RELU = plain(NonlinearityKind.RELU);

  /** Products of sines of the coordinate (Fathony et al. 2021). */
  public static final NetworkKind MFN_FOURIER = plain(NonlinearityKind.MFN_FOURIER);

  /** Products of Gabor wavelets of the coordinate (Fathony et al. 2021). */
  public static final NetworkKind MFN_GABOR = plain(NonlinearityKind.MFN_GABOR);

  /** Fourier series on the edges (Li et al. 2026). */
  public static final NetworkKind FOURIER_KAN =
      new NetworkKind("fourier-kan", NonlinearityKind.FOURIER_KAN.name(), EncodingKind.HARMONICS);

  /** Rectified linear units behind grids of learned features (Müller et al. 2022). */
  public static final NetworkKind GRID =
      new NetworkKind("grid", NonlinearityKind.RELU.name(), EncodingKind.GRID);

  /** Of 10, 30 and 90 none is clearly better on a second of speech. */
  private static final double FIRST_BELLS_OMEGA0 = 30;

  private static NetworkKind plain(NonlinearityKind kind) {
    return new NetworkKind(kind.name(), kind.name(), EncodingKind.NONE);
  }

  /** All kinds that come with the library. */
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
   * The kind of a name: one that comes with the library, or one whose activation is registered
   * ({@link org.sirenaudio.layer.OwnCurve#register}).
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
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

  /** What its layers do. */
  public NonlinearityKind nonlinearity() {
    return NonlinearityKind.named(activation)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no activation '%s'; register it first".formatted(activation)));
  }

  /** Whether its layers all take time, so that no encoding can stand before them. */
  public boolean takesTime() {
    return nonlinearity().make(1, nonlinearity().usualShape()).takesTime();
  }

  /** omega0 of a first layer of bells, where nothing else is asked for; of no use elsewhere. */
  public double usualFirstOmega0() {
    return FIRST_BELLS_OMEGA0;
  }

  /** What it is called in recorded configurations. */
  @Override
  public String toString() {
    return name.toUpperCase(Locale.ROOT);
  }
}
