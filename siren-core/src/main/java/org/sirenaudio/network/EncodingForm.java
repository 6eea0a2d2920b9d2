package org.sirenaudio.network;

import static org.sirenaudio.network.NonlinearityKind.whole;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An encoding as files name it; this is the complete list.
 *
 * @param name such as {@code positional}
 * @param numberNames its parameters in files; if the first is 0, the window has no encoding
 * @param maker creates it from its parameters
 */
public record EncodingForm(
    String name, List<String> numberNames, Function<double[], InputEncoding> maker) {

  public static final EncodingForm NONE =
      new EncodingForm("none", List.of(), n -> new InputEncoding.None());
  public static final EncodingForm POSITIONAL =
      new EncodingForm(
          "positional",
          List.of("encoding_octaves"),
          n -> new InputEncoding.Positional(whole("the number of octaves", n[0])));
  public static final EncodingForm FOURIER =
      new EncodingForm(
          "fourier",
          List.of("encoding_frequencies", "encoding_sigma", "encoding_seed"),
          n ->
              new InputEncoding.Fourier(
                  whole("the number of frequencies", n[0]),
                  n[1],
                  whole("the seed of the encoding", n[2])));
  public static final EncodingForm HARMONICS =
      new EncodingForm(
          "harmonics",
          List.of("encoding_harmonics"),
          n -> new InputEncoding.Harmonics(whole("the number of harmonics", n[0])));

  public static final EncodingForm GRID =
      new EncodingForm(
          "grid",
          List.of("encoding_levels", "encoding_features", "encoding_coarsest", "encoding_finest"),
          n ->
              new GridEncoding(
                  whole("the number of levels", n[0]),
                  whole("the number of features", n[1]),
                  whole("the number of cells", n[2]),
                  whole("the number of cells", n[3])));

  /** Copies the names. */
  public EncodingForm {
    numberNames = List.copyOf(numberNames);
  }

  /** All encodings. */
  public static List<EncodingForm> all() {
    return List.of(NONE, POSITIONAL, FOURIER, HARMONICS, GRID);
  }

  /** An encoding by name. */
  public static Optional<EncodingForm> named(String name) {
    return all().stream().filter(form -> form.name.equals(name)).findFirst();
  }

  /**
   * The encoding; none if the first parameter is 0.
   *
   * @throws IllegalArgumentException if a parameter is invalid
   */
  public InputEncoding make(double... numbers) {
    return numbers.length == 0 || numbers[0] == 0 ? new InputEncoding.None() : maker.apply(numbers);
  }
}
