package org.sirenaudio.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/**
 * What a file says of the networks beside their tensors: the kind, which all windows have in
 * common, and the numbers that belong to it, which each window may have of its own.
 *
 * <table>
 *   <caption>Kinds</caption>
 *   <tr><td>{@code network}</td><td>{@code siren}, with {@code first_omega_0} and {@code
 *       hidden_omega_0}; or {@code relu}</td></tr>
 *   <tr><td>{@code encoding}</td><td>{@code none}; or {@code positional}, with {@code
 *       encoding_octaves}, 0 for a window without</td></tr>
 * </table>
 */
final class NetworkKinds {

  static final String NETWORK = "network";
  static final String ENCODING = "encoding";
  static final String OCTAVES = "encoding_octaves";

  private static final String SIREN = "siren";
  private static final String RELU = "relu";
  private static final String NONE = "none";
  private static final String POSITIONAL = "positional";

  private NetworkKinds() {}

  /** A kind by its names in files. */
  record Kind(String network, String encoding) {

    /** The names of the numbers that belong to it. */
    List<String> parameters() {
      List<String> names = new ArrayList<>();
      if (network.equals(SIREN)) {
        names.add("first_omega_0");
        names.add("hidden_omega_0");
      }
      if (encoding.equals(POSITIONAL)) {
        names.add(OCTAVES);
      }
      return names;
    }

    /** Those numbers of a network, in the order of their names. */
    double[] parameters(NetworkSpec spec) {
      boolean sine = network.equals(SIREN);
      boolean encoded = encoding.equals(POSITIONAL);
      double[] values = new double[(sine ? 2 : 0) + (encoded ? 1 : 0)];
      if (sine) {
        values[0] = spec.firstOmega0();
        values[1] = spec.hiddenOmega0();
      }
      if (encoded) {
        values[values.length - 1] = octaves(spec);
      }
      return values;
    }

    /**
     * A network over time of this kind, with one hidden layer of one feature.
     *
     * @throws IllegalArgumentException if a number does not suit it
     */
    NetworkSpec spec(double[] parameters) {
      NetworkSpec spec =
          network.equals(SIREN)
              ? NetworkSpec.siren(1, 1, parameters[0], parameters[1])
              : NetworkSpec.relu(1, 1);
      double octaves = encoding.equals(POSITIONAL) ? parameters[parameters.length - 1] : 0;
      if (octaves == 0) {
        return spec;
      }
      if (octaves != (int) octaves) {
        throw new IllegalArgumentException("an encoding of " + octaves + " octaves");
      }
      return spec.withEncoding(new InputEncoding.Positional((int) octaves));
    }
  }

  /** The kind of a model's networks. */
  static Kind of(List<Segment> segments) {
    boolean encoded = segments.stream().anyMatch(segment -> octaves(segment.spec()) > 0);
    String network =
        switch (segments.getFirst().spec().nonlinearity()) {
          case Nonlinearity.Sine sine -> SIREN;
          case Nonlinearity.Relu relu -> RELU;
        };
    return new Kind(network, encoded ? POSITIONAL : NONE);
  }

  private static int octaves(NetworkSpec spec) {
    return switch (spec.encoding()) {
      case InputEncoding.None none -> 0;
      case InputEncoding.Positional positional -> positional.octaves();
    };
  }

  /** What a file names. */
  static Kind read(Map<String, String> metadata, SourceName source) throws BadDataException {
    String network = metadata.getOrDefault(NETWORK, SIREN);
    String encoding =
        metadata.getOrDefault(ENCODING, metadata.containsKey(OCTAVES) ? POSITIONAL : NONE);
    if (!List.of(SIREN, RELU).contains(network)) {
      throw source.bad(
          "has networks of the kind '%s', this program reads %s and %s; use a newer siren",
          SourceName.shown(network), SIREN, RELU);
    }
    if (!List.of(NONE, POSITIONAL).contains(encoding)) {
      throw source.bad(
          "has networks with the encoding '%s', this program reads %s and %s; use a newer siren",
          SourceName.shown(encoding), NONE, POSITIONAL);
    }
    return new Kind(network, encoding);
  }
}
