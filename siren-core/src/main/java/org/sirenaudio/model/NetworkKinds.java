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
 * What a file says of the networks beside their tensors: the kind, which all windows have in
 * common, and the numbers that belong to it, which each window may have of its own.
 *
 * <table>
 *   <caption>Kinds</caption>
 *   <tr><td>{@code network}</td><td>a name of {@link NonlinearityKind}, with its numbers</td></tr>
 *   <tr><td>{@code encoding}</td><td>a name of {@link EncodingForm}, with its numbers, which are 0
 *       for a window without</td></tr>
 * </table>
 */
final class NetworkKinds {

  static final String NETWORK = "network";
  static final String ENCODING = "encoding";
  static final String OCTAVES = EncodingForm.POSITIONAL.numberNames().getFirst();

  private NetworkKinds() {}

  /** A kind by its names in files. */
  record Kind(NonlinearityKind network, EncodingForm encoding) {

    /** The names of the numbers that belong to it. */
    List<String> parameters() {
      List<String> names = new ArrayList<>(network.numberNames());
      names.addAll(encoding.numberNames());
      return names;
    }

    /** Those numbers of a network, in the order of their names. */
    double[] parameters(NetworkSpec spec) {
      double[] values = Arrays.copyOf(network.numbers(spec.nonlinearity()), parameters().size());
      double[] encoded = spec.encoding().numbers();
      System.arraycopy(encoded, 0, values, network.numberNames().size(), encoded.length);
      return values;
    }

    /**
     * A network over time of this kind, with one hidden layer of one feature.
     *
     * @throws IllegalArgumentException if a number does not suit it
     */
    NetworkSpec spec(double[] parameters) {
      int own = network.numberNames().size();
      return NetworkSpec.of(network.make(Arrays.copyOf(parameters, own)), 1, 1)
          .withEncoding(encoding.make(Arrays.copyOfRange(parameters, own, parameters.length)));
    }

    /** What the sizes of its tensors follow from. */
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

  /** What a file names. */
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
                        "has networks of the kind '%s', this program reads %s; use a newer siren, or"
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
                        "has networks with the encoding '%s', this program reads %s; use a newer"
                            + " siren",
                        SourceName.shown(encoding),
                        listed(EncodingForm.all().stream().map(EncodingForm::name).toList()))));
  }

  private static String listed(List<String> names) {
    return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }
}
