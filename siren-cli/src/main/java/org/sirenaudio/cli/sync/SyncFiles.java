package org.sirenaudio.cli.sync;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is written of one recording.
 *
 * @param sound on the reference's clock
 * @param csv the map
 * @param json the map, and all that was found
 * @param picture none where none is wanted
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
