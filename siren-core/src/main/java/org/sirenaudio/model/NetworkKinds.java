package org.sirenaudio.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.NamedNonlinearity;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/**
 * What a file says of the networks beside their tensors: the kind, which all windows have in
 * common, and the numbers that belong to it, which each window may have of its own.
 *
 * <table>
 *   <caption>Kinds</caption>
 *   <tr><td>{@code network}</td><td>a name of {@link NamedNonlinearity}, with its numbers</td></tr>
 *   <tr><td>{@code encoding}</td><td>{@code none}; {@code positional}, with {@code
 *       encoding_octaves}; or {@code fourier}, with {@code encoding_frequencies}, {@code
 *       encoding_sigma} and {@code encoding_seed}; 0 for a window without</td></tr>
 * </table>
 */
final class NetworkKinds {

  static final String NETWORK = "network";
  static final String ENCODING = "encoding";
  static final String OCTAVES = "encoding_octaves";

  private static final String SIREN = NamedNonlinearity.SIREN;
  private static final String NONE = "none";
  private static final String POSITIONAL = "positional";
  private static final String FOURIER = "fourier";
  private static final List<String> ENCODINGS = List.of(NONE, POSITIONAL, FOURIER);
  private static final List<String> OF_FOURIER =
      List.of("encoding_frequencies", "encoding_sigma", "encoding_seed");

  private NetworkKinds() {}

  /** A kind by its names in files. */
  record Kind(String network, String encoding) {

    /** The names of the numbers that belong to it. */
    List<String> parameters() {
      List<String> names = new ArrayList<>(NamedNonlinearity.numberNames(network));
      switch (encoding) {
        case POSITIONAL -> names.add(OCTAVES);
        case FOURIER -> names.addAll(OF_FOURIER);
        default -> {}
      }
      return names;
    }

    /** Those numbers of a network, in the order of their names. */
    double[] parameters(NetworkSpec spec) {
      List<Double> values = new ArrayList<>(NamedNonlinearity.of(spec.nonlinearity()).numbers());
      switch (spec.encoding()) {
        case InputEncoding.None none -> {
          while (values.size() < parameters().size()) {
            values.add(0.0);
          }
        }
        case InputEncoding.Positional positional -> values.add((double) positional.octaves());
        case InputEncoding.Fourier fourier ->
            values.addAll(
                List.of((double) fourier.count(), fourier.sigma(), (double) fourier.seed()));
      }
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * A network over time of this kind, with one hidden layer of one feature.
     *
     * @throws IllegalArgumentException if a number does not suit it
     */
    NetworkSpec spec(double[] parameters) {
      int own = NamedNonlinearity.numberNames(network).size();
      Nonlinearity nonlinearity = NamedNonlinearity.make(network, Arrays.copyOf(parameters, own));
      NetworkSpec spec = NetworkSpec.of(nonlinearity, 1, 1);
      String unit = encoding.equals(POSITIONAL) ? "octaves" : "frequencies";
      int count = encoding.equals(NONE) ? 0 : whole(parameters[own], "an encoding of %s " + unit);
      if (count == 0) {
        return spec;
      }
      return spec.withEncoding(
          encoding.equals(POSITIONAL)
              ? new InputEncoding.Positional(count)
              : new InputEncoding.Fourier(
                  count,
                  parameters[own + 1],
                  whole(parameters[own + 2], "an encoding with the seed %s")));
    }

    private static int whole(double number, String message) {
      if (number != (int) number) {
        throw new IllegalArgumentException(message.formatted(number));
      }
      return (int) number;
    }
  }

  /** The kind of a model's networks. */
  static Kind of(List<Segment> segments) {
    String network = NamedNonlinearity.of(segments.getFirst().spec().nonlinearity()).name();
    String encoding = NONE;
    for (Segment segment : segments) {
      switch (segment.spec().encoding()) {
        case InputEncoding.None none -> {}
        case InputEncoding.Positional positional -> encoding = POSITIONAL;
        case InputEncoding.Fourier fourier -> encoding = FOURIER;
      }
    }
    return new Kind(network, encoding);
  }

  /** What a file names. */
  static Kind read(Map<String, String> metadata, SourceName source) throws BadDataException {
    String network = metadata.getOrDefault(NETWORK, SIREN);
    String encoding =
        metadata.getOrDefault(ENCODING, metadata.containsKey(OCTAVES) ? POSITIONAL : NONE);
    if (!NamedNonlinearity.exists(network)) {
      throw source.bad(
          "has networks of the kind '%s', this program reads %s; use a newer siren, or register the"
              + " activation if it is your own",
          SourceName.shown(network), listed(NamedNonlinearity.shipped()));
    }
    if (!ENCODINGS.contains(encoding)) {
      throw source.bad(
          "has networks with the encoding '%s', this program reads %s; use a newer siren",
          SourceName.shown(encoding), listed(ENCODINGS));
    }
    return new Kind(network, encoding);
  }

  private static String listed(List<String> names) {
    return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }
}
