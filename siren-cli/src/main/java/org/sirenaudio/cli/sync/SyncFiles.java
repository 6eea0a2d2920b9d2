package org.sirenaudio.cli.sync;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The output files for one recording.
 *
 * @param sound on the reference's clock
 * @param csv the map
 * @param json the map and all results
 * @param picture null if not requested
 */
record SyncFiles(Path sound, Path csv, Path json, @Nullable Path picture) {

  List<Path> all() {
    List<Path> all = new ArrayList<>(List.of(sound, csv, json));
    if (picture != null) {
      all.add(picture);
    }
    return all;
  }
}
