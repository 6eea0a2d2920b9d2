package org.sirenaudio.studio;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.command.SyncEntries;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.sync.SyncProgress;
import org.sirenaudio.sync.Synchronisation;
import org.sirenaudio.sync.Synchroniser;
import org.sirenaudio.time.TimeMap;

/** A recording synchronised to another. */
final class Sync {
  private final String id;
  private final Recordings.Opened reference;
  private final Recordings.Opened other;
  private final OptionalDouble guess;
  private volatile SyncProgress progress = new SyncProgress("waiting", 0);
  private volatile String error = "";
  private volatile @Nullable Result result;

  /** The result, and the other recording with silence where frames are missing. */
  private record Result(Synchronisation found, ClipSource repaired, Columns peaks) {}

  Sync(String id, Recordings.Opened reference, Recordings.Opened other) {
    this.id = id;
    this.reference = reference;
    this.other = other;
    guess = other.clip().secondsAfter(reference.clip());
  }

  /** Runs it; errors are reported to clients that ask. */
  void run() {
    try {
      Synchroniser synchroniser =
          Synchroniser.between(reference.clip(), other.clip()).telling(now -> progress = now);
      Synchronisation found =
          (guess.isPresent() ? synchroniser.near(guess.getAsDouble()) : synchroniser).find();
      ClipSource repaired = found.repaired(other.clip());
      Columns peaks = found.jumps().isEmpty() ? other.peaks() : Peaks.of(repaired);
      result = new Result(found, repaired, peaks);
    } catch (IOException | RuntimeException e) {
      error =
          e instanceof BadDataException
              ? "%s and %s: %s"
                  .formatted(reference.item().name(), other.item().name(), e.getMessage())
              : "internal error: " + e;
    }
  }

  private Result result() {
    Result known = result;
    if (known == null) {
      throw Refusal.notFound("the synchronisation is not finished");
    }
    return known;
  }

  /** The other recording on the reference's clock. */
  Recordings.Opened after() {
    Result known = result();
    return opened("after", known.repaired, known.peaks, known.found.toOther());
  }

  /** The other recording shifted by its offset only, as in manual alignment. */
  Recordings.Opened before() {
    TimeMap moved = TimeMap.linear(-result().found.offsetSeconds(), 1);
    return opened("before", other.clip(), other.peaks(), moved);
  }

  private Recordings.Opened opened(String which, ClipSource clip, Columns peaks, TimeMap map) {
    OnClock there =
        new OnClock(clip, peaks, map, reference.clip().sampleRate(), reference.clip().frames());
    return new Recordings.Opened(other.item().named(id + "-" + which), there, there);
  }

  /** Renders the whole other recording on the reference's clock. */
  Renderer renderer() {
    return result().found.renderer(other.clip());
  }

  Recordings.Opened reference() {
    return reference;
  }

  /** Its state, for the page. */
  Map<String, @Nullable Object> entries() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("id", id);
    Result known = result;
    all.put("state", known != null ? "done" : error.isEmpty() ? "running" : "failed");
    all.put("stage", progress.stage());
    all.put("part", progress.part());
    all.put("error", error);
    if (known != null) {
      all.putAll(entries(known.found));
    }
    return all;
  }

  /** With the keys of {@code siren sync --json}. */
  private Map<String, @Nullable Object> entries(Synchronisation found) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(SyncEntries.of(found, guess));
    all.put(
        "lags",
        found.lags().stream()
            .filter(lag -> Double.isFinite(lag.deviation()))
            .map(lag -> List.of(lag.seconds(), lag.before(), lag.after(), lag.uncertainty95()))
            .toList());
    return all;
  }
}
