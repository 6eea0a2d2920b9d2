package org.sirenaudio.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.corpus.ManifestColumn;
import org.sirenaudio.corpus.ManifestFile;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.manifest.Manifests;

/** A folder of models with its manifest, as a table whose rows can be opened. */
final class Corpus {

  /** Maximum number of rows sent, since the page keeps all of them. */
  private static final int MOST_ROWS = 20_000;

  private Corpus() {}

  static boolean isIn(Path folder) {
    return ManifestFile.NAMES.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  /**
   * The manifest's rows, with the ids of model and recording if they are in the library. The
   * manifest's paths are relative to an unknown folder: an item matches if its name ends with the
   * path.
   */
  static Map<String, @Nullable Object> table(Path folder, List<Item> items) throws IOException {
    Map<Path, String> models =
        items.stream()
            .filter(item -> item.kind() == Item.Kind.MODEL)
            .collect(Collectors.toMap(Item::path, Item::id, (a, b) -> a));
    List<Item> recordings =
        items.stream().filter(item -> item.kind() == Item.Kind.RECORDING).toList();
    Map<String, String> byName = new LinkedHashMap<>();
    recordings.forEach(item -> byName.putIfAbsent(last(item.name()), item.id()));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    int[] left = {0};
    Manifests.read(
        folder,
        row -> {
          if (rows.size() < MOST_ROWS) {
            rows.add(entries(row, folder, models, byName));
          } else {
            left[0]++;
          }
        });
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("rows", rows);
    all.put("notShown", left[0]);
    return all;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Map<String, @Nullable Object> entries(
      ManifestRow row, Path folder, Map<Path, String> models, Map<String, String> byName) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (ManifestColumn column : ManifestColumn.values()) {
      if (column != ManifestColumn.SHA256) {
        all.put(column.title(), column.of(row));
      }
    }
    String model = row.model();
    all.put("modelId", model == null ? null : models.get(folder.resolve(model).normalize()));
    all.put("recordingId", byName.get(last(row.path())));
    return all;
  }
}
