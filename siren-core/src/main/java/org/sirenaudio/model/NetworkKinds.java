package org.sirenaudio.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.network.EncodingForm;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;
import org.sirenaudio.network.NonlinearityKind;

/**
 * The description of the networks in a file: the kind, common to all windows, and its parameters,
 * which may vary from window to window.
 *
 * <table>
 *   <caption>Kinds</caption>
 *   <tr><td>{@code network}</td><td>a name of {@link NonlinearityKind}, with its parameters</td></tr> <tr><td>{@code encoding}</td><td>a name of {@link EncodingForm}, with its parameters, which are 0 for a window without an encoding</td></tr>
 * </table>
 */
final class NetworkKinds {

  static final String NETWORK = "network";
  static final String ENCODING = "encoding";
  static final String OCTAVES = EncodingForm.POSITIONAL.numberNames().getFirst();

  private NetworkKinds() {}

  /** A kind by its names in files. */
  record Kind(NonlinearityKind network, EncodingForm encoding) {

    /** The names of its parameters. */
    List<String> parameters() {
      List<String> names = new ArrayList<>(network.numberNames());
      names.addAll(encoding.numberNames());
      return names;
    }

    /** A network's parameter values, in the order of their names. */
    double[] parameters(NetworkSpec spec) {
      double[] values = Arrays.copyOf(network.numbers(spec.nonlinearity()), parameters().size());
      double[] encoded = spec.encoding().numbers();
      System.arraycopy(encoded, 0, values, network.numberNames().size(), encoded.length);
      return values;
    }

    /**
     * A network of this kind over time, with one hidden layer of one feature.
     *
     * @throws IllegalArgumentException if a parameter is invalid
     */
    NetworkSpec spec(double[] parameters) {
      int own = network.numberNames().size();
      return NetworkSpec.of(network.make(Arrays.copyOf(parameters, own)), 1, 1)
          .withEncoding(encoding.make(Arrays.copyOfRange(parameters, own, parameters.length)));
    }

    /** What determines the sizes of its tensors. */
    Nonlinearity structure(MetadataReader metadata) throws BadDataException {
      if (network.make(1, 1) instanceof Nonlinearity.Pointwise pointwise) {
        return pointwise.structure();
      }
      double[] numbers = new double[network.numberNames().size()];
      for (int i = 0; i < numbers.length; i++) {
        String name = network.numberNames().get(i);
        numbers[i] = metadata.has(name) ? metadata.number(name) : 1;
      }
      return network.make(numbers).structure();
    }
  }

  /** The kind of a model's networks. */
  static Kind of(List<Segment> segments) {
    EncodingForm encoding = EncodingForm.NONE;
    for (Segment segment : segments) {
      EncodingForm own = segment.spec().encoding().form();
      encoding = own.equals(EncodingForm.NONE) ? encoding : own;
    }
    return new Kind(segments.getFirst().spec().nonlinearity().kind(), encoding);
  }

  /** The kind named in a file. */
  static Kind read(Map<String, String> metadata, SourceName source) throws BadDataException {
    String network = metadata.getOrDefault(NETWORK, NonlinearityKind.SIREN.name());
    EncodingForm otherwise =
        metadata.containsKey(OCTAVES) ? EncodingForm.POSITIONAL : EncodingForm.NONE;
    String encoding = metadata.getOrDefault(ENCODING, otherwise.name());
    return new Kind(
        NonlinearityKind.named(network)
            .orElseThrow(
                () ->
                    source.bad(
                        "has networks of the unknown kind '%s' (known: %s); upgrade siren, or"
                            + " register the activation if it is your own",
                        SourceName.shown(network),
                        listed(
                            NonlinearityKind.shipped().stream()
                                .map(NonlinearityKind::name)
                                .toList()))),
        EncodingForm.named(encoding)
            .orElseThrow(
                () ->
                    source.bad(
                        "has networks with the unknown encoding '%s' (known: %s); upgrade siren",
                        SourceName.shown(encoding),
                        listed(EncodingForm.all().stream().map(EncodingForm::name).toList()))));
  }

  private static String listed(List<String> names) {
    return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }
}
