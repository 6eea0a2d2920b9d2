package org.sirenaudio.studio;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;

/** What the page may ask for; the only table of paths. */
final class Routes {

  /** A path, its method and its answer. */
  record Route(HandlerType method, String path, Handler handler) {}

  private static final String JSON = "application/json; charset=utf-8";
  private static final String BINARY = "application/octet-stream";
  private static final int MOST_FRAMES = 1 << 18;
  private static final int MOST_COLUMNS = 1 << 14;

  private final Gate gate;
  private final Library library;
  private final Uploads uploads;
  private final Recordings recordings;
  private final Fits fits;
  private final Events events;

  Routes(
      Gate gate,
      Library library,
      Uploads uploads,
      Recordings recordings,
      Fits fits,
      Events events) {
    this.gate = gate;
    this.library = library;
    this.uploads = uploads;
    this.recordings = recordings;
    this.fits = fits;
    this.events = events;
  }

  List<Route> all() {
    return List.of(
        get(Gate.ENTRANCE, gate::enter),
        get("/", ctx -> page(ctx, Pages.INDEX)),
        get("/web/{file}", ctx -> page(ctx, ctx.pathParam("file"))),
        get("/api/library", this::library),
        get("/api/events", events::serve),
        post("/api/recordings", this::upload),
        get("/api/recordings/{id}", ctx -> json(ctx, opened(ctx).entries())),
        get("/api/recordings/{id}/samples", this::samples),
        get("/api/recordings/{id}/peaks", this::peaks),
        get("/api/models/{id}", this::model),
        post("/api/fits", this::start),
        get("/api/fits/{id}", this::fit),
        get("/api/fits/{id}/model", this::fitted),
        post("/api/fits/{id}/pause", ctx -> end(ctx, FitRecord.State.PAUSED)),
        post("/api/fits/{id}/stop", ctx -> end(ctx, FitRecord.State.DONE)),
        post("/api/fits/{id}/go-on", this::goOn));
  }

  private static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, handler);
  }

  private static Route post(String path, Handler handler) {
    return new Route(HandlerType.POST, path, handler);
  }

  private static void page(Context ctx, String name) {
    ctx.contentType(Pages.type(Pages.NAMES.contains(name) ? name : Pages.INDEX));
    ctx.result(Pages.asked(name));
  }

  private static void json(Context ctx, Map<String, ? extends @Nullable Object> entries) {
    ctx.contentType(JSON).result(Json.object(entries));
  }

  private void library(Context ctx) throws IOException {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("items", library.items().stream().map(Item::entries).toList());
    all.put("first", library.first().map(Item::id).orElse(null));
    all.put("fits", fits.newest().stream().map(Fit::entries).toList());
    json(ctx, all);
  }

  private void upload(Context ctx) throws IOException {
    String name = Optional.ofNullable(ctx.queryParam("name")).orElse("");
    long length = ctx.req().getContentLengthLong();
    json(ctx, uploads.add(ctx.bodyInputStream(), name, length).entries());
  }

  private Recordings.Opened opened(Context ctx) throws IOException {
    return recordings.open(ctx.pathParam("id"));
  }

  private void samples(Context ctx) throws IOException {
    Recordings.Opened opened = opened(ctx);
    int all = opened.clip().frames();
    int from = (int) number(ctx, "from", 0, all - 1.0);
    int count = Math.min((int) number(ctx, "count", 1, MOST_FRAMES), all - from);
    Clip clip = opened.clip().slice(from, count);
    floats(ctx, clip.samples());
  }

  private void peaks(Context ctx) throws IOException {
    Recordings.Opened opened = opened(ctx);
    double from = number(ctx, "from", -1e12, 1e12);
    double width = number(ctx, "width", Peaks.BASE, 1e12);
    int columns = (int) number(ctx, "columns", 1, MOST_COLUMNS);
    floats(ctx, opened.peaks().columns(from, width, columns));
  }

  private static double number(Context ctx, String name, double least, double most) {
    String text = Optional.ofNullable(ctx.queryParam(name)).orElse("");
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // It is no better than a number out of range.
    }
    throw Refusal.badRequest("%s is a number from %s to %s".formatted(name, least, most));
  }

  /** {@code [channels][values]} as little-endian floats. */
  private static void floats(Context ctx, float[][] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(4 * values.length * values[0].length).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] channel : values) {
      bytes.asFloatBuffer().put(channel);
      bytes.position(bytes.position() + 4 * channel.length);
    }
    ctx.contentType(BINARY).result(bytes.array());
  }

  private void model(Context ctx) throws IOException {
    Item item = library.get(ctx.pathParam("id"), Item.Kind.MODEL);
    ctx.contentType(BINARY).result(Files.newInputStream(item.path()));
  }

  private void start(Context ctx) throws IOException {
    String recording = Optional.ofNullable(ctx.formParam("recording")).orElse("");
    Map<String, String> words = FitWords.given(ctx.formParamMap());
    FitWords.config(words);
    json(ctx, fits.start(recordings.open(recording).item(), words).entries());
  }

  private Fit one(Context ctx) {
    return fits.get(ctx.pathParam("id"));
  }

  private void fit(Context ctx) {
    Fit fit = one(ctx);
    Map<String, @Nullable Object> all = new LinkedHashMap<>(fit.entries());
    all.put("history", fit.history());
    json(ctx, all);
  }

  /** A fit's model: the file that it has come to, or a look at it while it runs. */
  private void fitted(Context ctx) throws IOException {
    Fit fit = one(ctx);
    int after = (int) number(ctx, "after", 0, Integer.MAX_VALUE);
    if (fit.record().state() != FitRecord.State.RUNNING && Files.exists(fit.model())) {
      ctx.header("Siren-Version", "0");
      ctx.contentType(BINARY).result(Files.newInputStream(fit.model()));
      return;
    }
    LiveModel.Look look = fit.live().after(after);
    if (look == null) {
      ctx.status(204);
      return;
    }
    ctx.header("Siren-Version", Integer.toString(look.version()));
    ctx.contentType(BINARY).result(look.file());
  }

  private void end(Context ctx, FitRecord.State state) throws IOException {
    fits.end(one(ctx), state);
    json(ctx, one(ctx).entries());
  }

  private void goOn(Context ctx) throws IOException {
    fits.goOn(one(ctx));
    json(ctx, one(ctx).entries());
  }
}
