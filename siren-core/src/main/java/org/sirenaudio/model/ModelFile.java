package org.sirenaudio.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.network.NetworkSpec;

/**
 * A model as tensors and metadata. Tensors are named as PyTorch names the layers of the plain SIREN
 * module: {@code net.0.linear.weight} … {@code net.L.weight}, for further windows with {@code
 * segments.i.} in front, so that a file of one window loads there as it is; where there are very
 * many windows, as {@link BatchedTensors} says. What tensors cannot say stands in the metadata;
 * lists have one entry a window, or one for all.
 *
 * <p>{@link NetworkKinds} says which entries describe the networks. The parameters of an encoding
 * follow from the metadata and are no tensors, so that {@code net.0} is the first learned layer of
 * every kind.
 *
 * <p>Reserved: {@code weights}, the type of the weights, absent for {@code F32}; tensors whose
 * names end in {@code scale} or {@code scales}, for the scales of weights. A file with another type
 * of weights, with scales, or of a kind that this program does not know, is refused.
 */
final class ModelFile {

  static final String FORMAT = "siren";

  /** The version of a file as above, and of one with {@link BatchedTensors} instead. */
  static final String PLAIN = "1";

  static final String BATCHED = "2";

  /** The type of the weights, where the metadata name one. */
  private static final String FLOAT_WEIGHTS = "F32";

  /** What the keys of provenance begin with; the latter two are of the recording's own file. */
  private static final List<String> PROVENANCE = List.of("fit.", "channel_mask", "wav_chunk.");

  /** A larger file is not read into memory, but network by network when they are asked for. */
  private static final long IN_MEMORY_BYTES = 1 << 26;

  private ModelFile() {}

  /** What the names of a window's tensors begin with. */
  static String prefix(int window) {
    return window == 0 ? "" : "segments." + window + ".";
  }

  static String name(String prefix, int layer, int last) {
    return prefix + "net." + layer + (layer < last ? ".linear" : "");
  }

  static ClipModel read(Path path) throws IOException {
    return Files.isRegularFile(path) && Files.size(path) > IN_MEMORY_BYTES
        ? open(path)
        : decode(Safetensors.read(path), path.toString());
  }

  /**
   * A model whose networks are read, and checked for values that are not finite, when they are
   * asked for.
   */
  static ClipModel open(Path path) throws IOException {
    return decode(SafetensorsReader.open(path), path.toString(), false);
  }

  static ClipModel read(InputStream in, String name) throws IOException {
    return decode(Safetensors.read(in, name), name);
  }

  /**
   * @param source what to call the file in a complaint
   */
  static ClipModel decode(Safetensors file, String source) throws IOException {
    return decode(TensorSource.of(file), source, true);
  }

  private static ClipModel decode(TensorSource tensors, String source, boolean inMemory)
      throws IOException {
    SourceName name = new SourceName(source);
    Map<String, String> metadata = new TreeMap<>(tensors.metadata());
    requireFormat(metadata, name);
    requireFloatWeights(tensors, name);
    MetadataReader reader = new MetadataReader(metadata, name);
    double sampleRate = reader.number("sample_rate");
    double scale = reader.number("scale");
    long frames = reader.whole("frames");
    int channels = Math.toIntExact(Math.min(reader.whole("channels"), 1 << 16));
    List<MetadataReader.WindowPosition> positions = reader.positions("windows");
    NetworkReader reading = new NetworkReader(tensors, name);
    List<Segment> segments = new ArrayList<>();
    try {
      List<NetworkSpec> kinds = NetworkKinds.read(reader, positions.size());
      List<NetworkReader.Found> networks =
          BATCHED.equals(metadata.get("format_version"))
              ? batched(reading, reader, channels, kinds)
              : plain(reading, kinds);
      for (int i = 0; i < positions.size(); i++) {
        NetworkReader.Found network = networks.get(i);
        MetadataReader.WindowPosition place = positions.get(i);
        segments.add(
            inMemory
                ? new Segment(place.firstFrame(), place.frames(), network.read())
                : new Segment(place.firstFrame(), place.frames(), network.spec(), network));
      }
      reading.requireAllUsed();
      Map<String, String> provenance = new TreeMap<>(metadata);
      provenance.keySet().removeIf(key -> PROVENANCE.stream().noneMatch(key::startsWith));
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

  private static List<NetworkReader.Found> plain(NetworkReader reading, List<NetworkSpec> kinds)
      throws BadDataException {
    List<NetworkReader.Found> networks = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      networks.add(reading.find(prefix(i), kinds.get(i)));
    }
    return networks;
  }

  private static List<NetworkReader.Found> batched(
      NetworkReader reading, MetadataReader reader, int channels, List<NetworkSpec> kinds)
      throws BadDataException {
    List<BatchedTensors.Shape> shapes = reader.shapes("stacks");
    int[] batchOf = reader.indices("window_stacks", kinds.size(), shapes.size());
    NetworkReader.Found[] networks = new NetworkReader.Found[kinds.size()];
    for (int b = 0; b < shapes.size(); b++) {
      int batch = b;
      BatchedTensors.Shape shape = shapes.get(b);
      int[] windows = IntStream.range(0, batchOf.length).filter(i -> batchOf[i] == batch).toArray();
      List<NetworkSpec> specs =
          IntStream.of(windows)
              .mapToObj(i -> kinds.get(i).withShape(shape.hiddenFeatures(), shape.numLayers()))
              .map(spec -> spec.withOutFeatures(channels))
              .toList();
      List<NetworkReader.Found> found = reading.findBatch(b, specs);
      for (int i = 0; i < windows.length; i++) {
        networks[windows[i]] = found.get(i);
      }
    }
    return List.of(networks);
  }

  /** Refuses weights of another type than float32, which files of later versions may have. */
  private static void requireFloatWeights(TensorSource tensors, SourceName name)
      throws BadDataException {
    String type = tensors.metadata().getOrDefault("weights", FLOAT_WEIGHTS);
    boolean scaled =
        tensors.names().stream().anyMatch(t -> t.endsWith("scale") || t.endsWith("scales"));
    if (scaled || !type.equals(FLOAT_WEIGHTS)) {
      throw name.bad(
          "has weights of the type %s, this program reads %s; use a newer siren",
          type.equals(FLOAT_WEIGHTS) ? "F32 with scales" : SourceName.shown(type), FLOAT_WEIGHTS);
    }
  }

  private static void requireFormat(Map<String, String> metadata, SourceName name)
      throws BadDataException {
    if (!FORMAT.equals(metadata.get("format"))) {
      throw name.bad("is not a model of a clip: the metadata lack format=%s", FORMAT);
    }
    String version = metadata.getOrDefault("format_version", "none");
    if (!version.equals(PLAIN) && !version.equals(BATCHED)) {
      throw name.bad(
          "has format version %s, this program reads %s and %s; use a newer siren",
          SourceName.shown(version), PLAIN, BATCHED);
    }
  }
}
