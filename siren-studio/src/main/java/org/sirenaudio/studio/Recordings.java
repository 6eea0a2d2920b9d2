package org.sirenaudio.studio;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.ReadOptions;
import org.sirenaudio.error.BadDataException;

/** Recently opened recordings with their peaks. */
final class Recordings {
  private static final int MOST_OPEN = 4;

  /** An open recording. */
  record Opened(Item item, ClipSource clip, Columns peaks) {
    Map<String, Object> entries() {
      Map<String, Object> all = new LinkedHashMap<>(item.entries());
      all.put("sampleRate", clip.sampleRate());
      all.put("channels", clip.channels());
      all.put("frames", clip.frames());
      all.put("peaksFrom", Peaks.BASE);
      return all;
    }
  }

  private final Library library;
  private final Map<String, Opened> open = new LinkedHashMap<>(16, 0.75f, true);

  Recordings(Library library) {
    this.library = library;
  }

  /** Opens a recording, unless already open. */
  synchronized Opened open(String id) throws IOException {
    Item item = library.get(id, Item.Kind.RECORDING);
    Opened known = open.get(id);
    if (known != null && known.item().equals(item)) {
      return known;
    }
    Opened opened;
    try {
      ClipSource clip = ClipSource.open(item.path(), item.name(), ReadOptions.STRICT);
      opened = new Opened(item, clip, Peaks.of(clip));
    } catch (BadDataException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
    open.put(id, opened);
    if (open.size() > MOST_OPEN) {
      open.remove(open.keySet().iterator().next());
    }
    return opened;
  }
}
