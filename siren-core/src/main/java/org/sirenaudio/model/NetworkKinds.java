package org.sirenaudio.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/**
 * What the metadata say of the networks beside their tensors' shapes: the kind, and what belongs to
 * it. All windows are of one kind; the other entries are lists with one number a window, or one for
 * all.
 *
 * <table>
 *   <caption>Metadata</caption>
 *   <tr><td>{@code network}</td><td>{@code siren}, also where it is absent, or {@code relu}</td></tr>
 *   <tr><td>{@code first_omega_0}, {@code hidden_omega_0}</td><td>of a SIREN</td></tr>
 *   <tr><td>{@code encoding_octaves}</td><td>of a positional encoding, 0 for none; absent where no
 *       window has one</td></tr>
 * </table>
 */
final class NetworkKinds {

  private static final String NETWORK = "network";
  private static final String SIREN = "siren";
  private static final String RELU = "relu";
  private static final String FIRST_OMEGA_0 = "first_omega_0";
  private static final String HIDDEN_OMEGA_0 = "hidden_omega_0";
  private static final String OCTAVES = "encoding_octaves";

  private NetworkKinds() {}

  static void write(List<Segment> segments, SequencedMap<String, String> metadata) {
    switch (segments.getFirst().spec().nonlinearity()) {
      case Nonlinearity.Sine sine -> {
        metadata.put(FIRST_OMEGA_0, list(segments, NetworkSpec::firstOmega0));
        metadata.put(HIDDEN_OMEGA_0, list(segments, NetworkSpec::hiddenOmega0));
      }
      case Nonlinearity.Relu relu -> metadata.put(NETWORK, RELU);
    }
    if (segments.stream().anyMatch(segment -> octaves(segment.spec()) > 0)) {
      metadata.put(OCTAVES, list(segments, NetworkKinds::octaves));
    }
  }

  private static String list(List<Segment> segments, ToDoubleFunction<NetworkSpec> value) {
    return ModelWriter.list(
        segments, segment -> ModelWriter.plain(value.applyAsDouble(segment.spec())));
  }

  private static int octaves(NetworkSpec spec) {
    return switch (spec.encoding()) {
      case InputEncoding.None none -> 0;
      case InputEncoding.Positional positional -> positional.octaves();
    };
  }

  /** For each window a network of its kind over time, of one hidden layer of one feature. */
  static List<NetworkSpec> read(MetadataReader reader, int windows) throws BadDataException {
    int[] octaves = new int[windows];
    if (reader.metadata().containsKey(OCTAVES)) {
      octaves = reader.indices(OCTAVES, windows, InputEncoding.Positional.MOST_OCTAVES + 1);
    }
    String kind = reader.metadata().getOrDefault(NETWORK, SIREN);
    NetworkSpec[] specs = new NetworkSpec[windows];
    switch (kind) {
      case SIREN -> {
        double[] first = reader.numbers(FIRST_OMEGA_0, windows);
        double[] hidden = reader.numbers(HIDDEN_OMEGA_0, windows);
        Arrays.setAll(specs, i -> NetworkSpec.siren(1, 1, first[i], hidden[i]));
      }
      case RELU -> Arrays.fill(specs, NetworkSpec.relu(1, 1));
      default ->
          throw reader
              .source()
              .bad(
                  "has networks of the kind '%s', this program reads %s and %s; use a newer siren",
                  SourceName.shown(kind), SIREN, RELU);
    }
    List<NetworkSpec> result = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      result.add(
          octaves[i] == 0
              ? specs[i]
              : specs[i].withEncoding(new InputEncoding.Positional(octaves[i])));
    }
    return result;
  }
}
