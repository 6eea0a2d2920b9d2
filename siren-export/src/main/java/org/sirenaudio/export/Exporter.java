package org.sirenaudio.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import org.sirenaudio.model.ClipModel;

/**
 * Writes models in a file format from which other programs compute the output of a {@link
 * org.sirenaudio.render.Renderer} without a filter. Found by {@link ServiceLoader}: modules add
 * formats through {@code META-INF/services}.
 */
public interface Exporter {

  /** File name extension, in lower case without the dot. */
  String ending();

  /** A short description without an article: {@code ONNX graph}. */
  String description();

  /**
   * Optional descriptive entries that such a file can hold, with the names used in the model's
   * metadata.
   */
  default List<String> words() {
    return List.of();
  }

  /**
   * Writes a model to a stream, flushes it and leaves it open. The same model gives the same bytes.
   *
   * @throws org.sirenaudio.error.BadDataException if the model is too large for the format
   * @throws IllegalArgumentException if the format cannot hold the model's kind of network or its
   *     encoding; the message says what can
   * @throws java.io.UncheckedIOException if a window of a model in a file cannot be read
   * @throws IOException if the stream cannot be written
   */
  void write(ClipModel model, OutputStream out) throws IOException;

  /**
   * All formats, sorted by extension.
   *
   * @throws java.util.ServiceConfigurationError if one cannot be loaded
   */
  static List<Exporter> all() {
    return ServiceLoader.load(Exporter.class, Exporter.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Exporter::ending))
        .toList();
  }

  /**
   * The format implied by a file's name.
   *
   * @throws java.util.ServiceConfigurationError if a format cannot be loaded
   */
  static Optional<Exporter> of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return all().stream().filter(kind -> name.endsWith("." + kind.ending())).findFirst();
  }
}
