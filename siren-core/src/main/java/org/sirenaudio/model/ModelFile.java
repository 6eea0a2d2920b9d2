package org.sirenaudio.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.sirenaudio.error.BadDataException;

/**
 * Reads a model from tensors and metadata, as docs/format.md describes them. Each format version
 * has its own tensor layout; {@link NetworkKinds} defines the network descriptions.
 *
 * <p>Tensors are named as PyTorch names the layers of the plain SIREN module: {@code
 * net.0.linear.weight} … {@code net.L.weight}. Parameters of an encoding follow from its
 * description and are not stored as tensors, so that {@code net.0} is the first learned layer of
 * every kind.
 */
final class ModelFile {

  static final String FORMAT = "siren";

  /** The version written. */
  static final String VERSION = "3";

  private static final String PLAIN = "1";
  private static final String ROWS = "2";

  private static final String FLOAT_WEIGHTS = "F32";

  /** Prefixes of provenance keys; the latter two describe the recording's own file. */
  private static final List<String> PROVENANCE = List.of("fit.", "channel_mask", "wav_chunk.");

  private ModelFile() {}

  static ClipModel read(Path path) throws IOException {
    return decode(SafetensorsReader.open(path));
  }

  static ClipModel read(InputStream in, String name) throws IOException {
    return decode(SafetensorsReader.stored(in, name));
  }

  private static ClipModel decode(StoredTensors tensors) throws IOException {
    SourceName name = tensors.source();
    Map<String, String> metadata = tensors.metadata();
    MetadataReader reader = new MetadataReader(metadata, name);
    String version = version(metadata, name);
    try {
      NetworkKinds.Kind kind = NetworkKinds.read(metadata, name);
      double sampleRate = reader.number("sample_rate");
      double scale = reader.number("scale");
      long frames = reader.whole("frames");
      int channels = Math.clamp(reader.whole("channels"), 0, 1 << 16);
      StoredSegments segments =
          switch (version) {
            case PLAIN -> LegacyLayout.plain(tensors, reader, kind);
            case ROWS -> LegacyLayout.rows(tensors, reader, kind, channels);
            default -> StackedLayout.read(tensors, reader, kind, frames);
          };
      tensors.requireAllTaken();
      long parameters = segments.check(frames, channels);
      Map<String, String> provenance = new TreeMap<>(metadata);
      provenance.keySet().removeIf(key -> PROVENANCE.stream().noneMatch(key::startsWith));
      return ClipModel.stored(sampleRate, frames, scale, segments, parameters, provenance);
    } catch (IllegalArgumentException e) {
      throw name.bad("%s", Objects.requireNonNullElse(e.getMessage(), "is not a model"));
    }
  }

  private static String version(Map<String, String> metadata, SourceName name)
      throws BadDataException {
    if (!FORMAT.equals(metadata.get("format"))) {
      throw name.bad("is not a model of a clip: the metadata lack format=%s", FORMAT);
    }
    String version = metadata.getOrDefault("format_version", "none");
    if (!version.equals(PLAIN) && !version.equals(ROWS) && !version.equals(VERSION)) {
      throw name.bad(
          "has format version %s but this version of siren reads %s, %s and %s; upgrade siren",
          SourceName.shown(version), PLAIN, ROWS, VERSION);
    }
    String weights = metadata.getOrDefault("weights", FLOAT_WEIGHTS);
    if (!version.equals(VERSION) && !weights.equals(FLOAT_WEIGHTS)) {
      throw name.bad(
          "has weights of type %s but format version %s uses %s; upgrade siren",
          SourceName.shown(weights), version, FLOAT_WEIGHTS);
    }
    return version;
  }
}
