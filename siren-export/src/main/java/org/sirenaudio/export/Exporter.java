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
   */
  void write(ClipModel model, OutputStream out) throws IOException;

  /** All formats, sorted by extension. */
  static List<Exporter> all() {
    return ServiceLoader.load(Exporter.class, Exporter.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Exporter::ending))
        .toList();
  }

  /** The format implied by a file's name. */
  static Optional<Exporter> of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return all().stream().filter(kind -> name.endsWith("." + kind.ending())).findFirst();
  }
}
