package org.sirenaudio.studio;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sirenaudio.render.Renderer;

/** Pairs of recordings being synchronised, one at a time; the latest are kept. */
final class Syncs {
  private static final int MOST_KEPT = 8;
  private static final Pattern VIEW = Pattern.compile("([0-9a-f]{16}-[0-9a-f]{16})-(before|after)");

  private final Recordings recordings;
  private final Map<String, Sync> all = new LinkedHashMap<>();
  private final ExecutorService runner =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("siren-sync").unstarted(task));

  Syncs(Recordings recordings) {
    this.recordings = recordings;
  }

  /** Starts one, unless it is running or has succeeded. */
  void start(Context ctx) throws IOException {
    String reference = Optional.ofNullable(ctx.formParam("reference")).orElse("");
    String other = Optional.ofNullable(ctx.formParam("other")).orElse("");
    if (reference.equals(other)) {
      throw Refusal.badRequest("a recording cannot be synchronised with itself; choose another");
    }
    Answers.json(ctx, started(reference, other).entries());
  }

  private Sync started(String reference, String other) throws IOException {
    Recordings.Opened first = recordings.open(reference);
    Recordings.Opened second = recordings.open(other);
    String id = reference + "-" + other;
    synchronized (all) {
      Sync known = all.get(id);
      if (known != null && !"failed".equals(known.entries().get("state"))) {
        return known;
      }
      Sync sync = new Sync(id, first, second);
      all.put(id, sync);
      if (all.size() > MOST_KEPT) {
        all.remove(all.keySet().iterator().next());
      }
      runner.execute(sync::run);
      return sync;
    }
  }

  private Sync get(String id) {
    synchronized (all) {
      Sync sync = all.get(id);
      if (sync == null) {
        throw Refusal.notFound("no such synchronisation");
      }
      return sync;
    }
  }

  void show(Context ctx) {
    Answers.json(ctx, get(ctx.pathParam("id")).entries());
  }

  /** A view of a synchronised recording as a recording, if an id names one. */
  Optional<Recordings.Opened> opened(String id) {
    Matcher view = VIEW.matcher(id);
    if (!view.matches()) {
      return Optional.empty();
    }
    Sync sync = get(view.group(1));
    return Optional.of(view.group(2).equals("after") ? sync.after() : sync.before());
  }

  /** The whole other recording on the reference's clock, as a float WAV file. */
  void sound(Context ctx) throws IOException {
    Sync sync = get(ctx.pathParam("id"));
    Renderer renderer = sync.renderer();
    int rate = (int) Math.rint(sync.reference().clip().sampleRate());
    Renderer.Span span = new Renderer.Span(0, sync.reference().clip().frames());
    Answers.sound(ctx, sync.after().item().name() + ".synced.wav", renderer, rate, span);
  }
}
