package org.sirenaudio.studio;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;

/** Requests about fits. */
final class FitRoutes {
  private final Recordings recordings;
  private final Fits fits;

  FitRoutes(Recordings recordings, Fits fits) {
    this.recordings = recordings;
    this.fits = fits;
  }

  void start(Context ctx) throws IOException {
    String id = Optional.ofNullable(ctx.formParam("recording")).orElse("");
    Map<String, String> words = FitWords.given(ctx.formParamMap());
    FitWords.config(words);
    Recordings.Opened recording = recordings.open(id);
    FitWords.known(words, recording.clip());
    Answers.json(ctx, fits.start(recording.item(), words).entries());
  }

  private Fit one(Context ctx) {
    return fits.get(ctx.pathParam("id"));
  }

  void show(Context ctx) throws IOException {
    Fit fit = one(ctx);
    Map<String, @Nullable Object> all = new LinkedHashMap<>(fit.entries());
    all.put("history", fit.history());
    Answers.json(ctx, all);
  }

  /** A running fit's networks as a model file, if there is a newer snapshot than the page's. */
  void look(Context ctx) {
    int after = (int) Answers.number(ctx, "after", 0, Integer.MAX_VALUE);
    LiveModel.Look look = one(ctx).live().after(after);
    if (look == null) {
      ctx.status(204);
      return;
    }
    ctx.header("Siren-Version", Integer.toString(look.version()));
    ctx.contentType(Answers.BINARY).result(look.file());
  }

  /** When a window's network grew. */
  void growth(Context ctx) throws IOException {
    int window = (int) Answers.number(ctx, "window", 0, Integer.MAX_VALUE);
    Answers.json(ctx, Map.of("steps", one(ctx).growth().of(window)));
  }

  /** Frames withheld from the fit: pairs of first frame and end frame (exclusive). */
  void missing(Context ctx) throws IOException {
    Fit fit = one(ctx);
    ClipSource clip = recordings.open(fit.record().recording()).clip();
    BitSet missing = FitWords.known(fit.record().words(), clip).missing();
    int[] pairs = new int[2 * (missing.cardinality() + 1)];
    int count = 0;
    for (int at = missing.nextSetBit(0); at >= 0; at = missing.nextSetBit(pairs[count - 1])) {
      pairs[count++] = at;
      pairs[count++] = missing.nextClearBit(at);
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(pairs, 0, count);
    ctx.contentType(Answers.BINARY).result(bytes.array());
  }

  void pause(Context ctx) throws IOException {
    end(ctx, FitRecord.State.PAUSED);
  }

  void stop(Context ctx) throws IOException {
    end(ctx, FitRecord.State.DONE);
  }

  private void end(Context ctx, FitRecord.State state) throws IOException {
    fits.end(one(ctx), state);
    Answers.json(ctx, one(ctx).entries());
  }

  void goOn(Context ctx) throws IOException {
    fits.goOn(one(ctx));
    Answers.json(ctx, one(ctx).entries());
  }
}
