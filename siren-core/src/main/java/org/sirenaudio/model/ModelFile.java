package org.sirenaudio.model;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.sirenaudio.BadDataException;
import org.sirenaudio.kernel.NetworkSpec;
import org.sirenaudio.network.FinalInit;
import org.sirenaudio.network.Siren;
import org.sirenaudio.network.SirenConfig;

/**
 * A model as tensors and metadata. Tensors are named as PyTorch names the layers of the plain SIREN
 * module: {@code net.0.linear.weight} … {@code net.L.weight}, for further windows with {@code
 * segments.i.} in front, so that a file of one window loads there as it is. What tensors cannot say
 * stands in the metadata; lists have one entry a window, or one for all.
 */
final class ModelFile {

  static final String FORMAT = "siren";
  static final String VERSION = "1";
  private static final String PROVENANCE = "fit.";

  private ModelFile() {}

  static Safetensors encode(ClipModel model) {
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("format_version", VERSION);
    metadata.put("sample_rate", plain(model.sampleRate()));
    metadata.put("channels", Integer.toString(model.channels()));
    metadata.put("frames", Long.toString(model.frames()));
    metadata.put("scale", plain(model.scale()));
    List<String> places = new ArrayList<>();
    List<String> first = new ArrayList<>();
    List<String> hidden = new ArrayList<>();
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < model.segments().size(); i++) {
      Segment segment = model.segments().get(i);
      places.add(segment.firstFrame() + "+" + segment.frames());
      first.add(plain(segment.network().config().firstOmega0()));
      hidden.add(plain(segment.network().config().hiddenOmega0()));
      addTensors(i == 0 ? "" : "segments." + i + ".", segment.network(), tensors);
    }
    metadata.put("windows", String.join(",", places));
    metadata.put("first_omega_0", list(first));
    metadata.put("hidden_omega_0", list(hidden));
    metadata.putAll(model.provenance());
    return Safetensors.of(tensors, metadata);
  }

  private static String list(List<String> values) {
    boolean alike = values.stream().distinct().count() == 1;
    return alike ? values.getFirst() : String.join(",", values);
  }

  /** A number in full, without a decimal point where it is whole. */
  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static void addTensors(String prefix, Siren network, List<Tensor> tensors) {
    NetworkSpec spec = network.spec();
    float[] parameters = network.parameters();
    for (int l = 0; l < spec.layers().size(); l++) {
      int in = spec.layers().get(l).inFeatures();
      int out = spec.layers().get(l).outFeatures();
      String name = name(prefix, l, spec.layers().size() - 1);
      int weight = spec.weightOffset(l);
      int bias = spec.biasOffset(l);
      tensors.add(Tensor.of(name + ".weight", slice(parameters, weight, in * out), out, in));
      tensors.add(Tensor.of(name + ".bias", slice(parameters, bias, out), out));
    }
  }

  /** A part of the parameters, not copied: a model may be as large as the memory. */
  private static FloatBuffer slice(float[] from, int at, int length) {
    return FloatBuffer.wrap(from, at, length);
  }

  private static String name(String prefix, int layer, int last) {
    return prefix + "net." + layer + (layer < last ? ".linear" : "");
  }

  /**
   * @param source what to call the file in a complaint
   */
  static ClipModel decode(Safetensors file, String source) throws BadDataException {
    SourceName name = new SourceName(source);
    Map<String, String> metadata = new TreeMap<>(file.metadata());
    if (!FORMAT.equals(metadata.get("format"))) {
      throw name.bad("is not a model of a clip: the metadata lack format=%s", FORMAT);
    }
    if (!VERSION.equals(metadata.get("format_version"))) {
      throw name.bad(
          "has format version %s, this program reads %s; use a newer siren",
          SourceName.shown(metadata.getOrDefault("format_version", "none")), VERSION);
    }
    MetadataReader reader = new MetadataReader(metadata, name);
    double sampleRate = reader.number("sample_rate");
    double scale = reader.number("scale");
    long frames = reader.whole("frames");
    int channels = Math.toIntExact(Math.min(reader.whole("channels"), 1 << 16));
    List<MetadataReader.Place> places = reader.places("windows");
    double[] first = reader.numbers("first_omega_0", places.size());
    double[] hidden = reader.numbers("hidden_omega_0", places.size());
    TensorReader tensors = new TensorReader(file, name);
    List<Segment> segments = new ArrayList<>();
    try {
      for (int i = 0; i < places.size(); i++) {
        String prefix = i == 0 ? "" : "segments." + i + ".";
        Siren network = tensors.network(prefix, first[i], hidden[i]);
        MetadataReader.Place place = places.get(i);
        segments.add(new Segment(place.firstFrame(), place.frames(), network));
      }
      tensors.requireAllRead();
      Map<String, String> provenance = new TreeMap<>(metadata);
      provenance.keySet().removeIf(key -> !key.startsWith(PROVENANCE));
      ClipModel model = ClipModel.of(sampleRate, frames, scale, segments, provenance);
      if (model.channels() != channels) {
        throw name.bad(
            "the metadata say %d channels, the networks have %d outputs",
            channels, model.channels());
      }
      return model;
    } catch (IllegalArgumentException e) {
      throw name.bad("%s", Objects.requireNonNullElse(e.getMessage(), "is not a model"));
    }
  }

  /** Takes networks out of a file's tensors and notes which were used. */
  private static final class TensorReader {
    private final Safetensors file;
    private final SourceName source;
    private int read;

    TensorReader(Safetensors file, SourceName source) {
      this.file = file;
      this.source = source;
    }

    Siren network(String prefix, double firstOmega0, double hiddenOmega0) throws BadDataException {
      int sineLayers = 0;
      while (file.tensor(prefix + "net." + sineLayers + ".linear.weight").isPresent()) {
        sineLayers++;
      }
      if (sineLayers == 0) {
        throw source.bad("tensor %snet.0.linear.weight is missing", prefix);
      }
      Tensor firstWeight = tensor(name(prefix, 0, sineLayers) + ".weight", 2);
      Tensor finalWeight = tensor(name(prefix, sineLayers, sineLayers) + ".weight", 2);
      SirenConfig config =
          new SirenConfig(
              size(firstWeight, 1),
              size(finalWeight, 0),
              size(firstWeight, 0),
              sineLayers,
              firstOmega0,
              hiddenOmega0,
              FinalInit.PAPER);
      NetworkSpec spec = config.spec();
      float[] parameters = new float[spec.parameterCount()];
      for (int l = 0; l <= sineLayers; l++) {
        String name = name(prefix, l, sineLayers);
        int out = spec.layers().get(l).outFeatures();
        int in = spec.layers().get(l).inFeatures();
        copy(
            tensor(name + ".weight", 2),
            List.of((long) out, (long) in),
            parameters,
            spec.weightOffset(l));
        copy(tensor(name + ".bias", 1), List.of((long) out), parameters, spec.biasOffset(l));
        read += 2;
      }
      return Siren.of(config, parameters);
    }

    private Tensor tensor(String name, int dimensions) throws BadDataException {
      Tensor tensor = file.tensor(name).orElse(null);
      if (tensor == null) {
        throw source.bad("tensor %s is missing", name);
      }
      if (tensor.shape().size() != dimensions) {
        throw source.bad(
            "tensor %s has shape %s, not %d dimensions", name, tensor.shape(), dimensions);
      }
      return tensor;
    }

    private int size(Tensor tensor, int dimension) throws BadDataException {
      long size = tensor.shape().get(dimension);
      if (size < 1 || size > 1 << 20) {
        throw source.bad("tensor %s has shape %s", tensor.name(), tensor.shape());
      }
      return (int) size;
    }

    private void copy(Tensor tensor, List<Long> shape, float[] into, int at)
        throws BadDataException {
      if (!tensor.shape().equals(shape)) {
        throw source.bad(
            "tensor %s has shape %s where the network needs %s",
            tensor.name(), tensor.shape(), shape);
      }
      tensor.copyTo(into, at);
    }

    void requireAllRead() throws BadDataException {
      if (read != file.tensors().size()) {
        throw source.bad(
            "has %d tensors, its windows use %d; it was not written for this format",
            file.tensors().size(), read);
      }
    }
  }
}
