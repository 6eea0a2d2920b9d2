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
 * Writes models as files of one kind, from which other programs compute what a {@link
 * org.sirenaudio.render.Renderer} gives without a filter. Found by {@link ServiceLoader}: a module
 * adds a kind by an entry in its {@code META-INF/services}.
 */
public interface Exporter {

  /** How names of such files end, in lower case and without the dot. */
  String ending();

  /** What such a file is, in some words without an article: {@code ONNX graph}. */
  String description();

  /**
   * What such a file says of its recording in the words of whoever exports it, by the names that
   * the model's metadata have them under.
   */
  default List<String> words() {
    return List.of();
  }

  /**
   * Writes a model to a stream, flushes it and leaves it open. The same model gives the same bytes.
   *
   * @throws org.sirenaudio.error.BadDataException if the model is too large for such a file
   */
  void write(ClipModel model, OutputStream out) throws IOException;

  /** All kinds that there are, in order of their endings. */
  static List<Exporter> all() {
    return ServiceLoader.load(Exporter.class, Exporter.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Exporter::ending))
        .toList();
  }

  /** The kind that a file's name asks for. */
  static Optional<Exporter> of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return all().stream().filter(kind -> name.endsWith("." + kind.ending())).findFirst();
  }
}
