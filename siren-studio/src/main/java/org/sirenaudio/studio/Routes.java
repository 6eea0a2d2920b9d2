package org.sirenaudio.studio;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.error.BadDataException;

/** The page's API; the only table of paths. */
final class Routes {

  /** A path with its method and handler. */
  record Route(HandlerType method, String path, Handler handler) {}

  private static final int MOST_FRAMES = 1 << 18;
  private static final int MOST_COLUMNS = 1 << 14;
  private static final int MOST_SPOT = 4096;
  private static final int MOST_SPOTS = 64;

  private final Gate gate;
  private final Library library;
  private final Uploads uploads;
  private final Recordings recordings;
  private final Fits fits;
  private final Syncs syncs;
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
    syncs = new Syncs(recordings);
    this.events = events;
  }

  List<Route> all() {
    FitRoutes fit = new FitRoutes(recordings, fits);
    ModelRoutes model = new ModelRoutes(library, fits);
    return List.of(
        get(Gate.ENTRANCE, gate::enter),
        get("/", ctx -> page(ctx, Pages.INDEX)),
        get("/web/{file}", ctx -> page(ctx, ctx.pathParam("file"))),
        get("/api/library", this::library),
        get("/api/events", events::serve),
        get("/api/corpora/{id}", this::corpus),
        post("/api/recordings", this::upload),
        get("/api/recordings/{id}", ctx -> Answers.json(ctx, opened(ctx).entries())),
        get("/api/recordings/{id}/samples", this::samples),
        get("/api/recordings/{id}/spots", this::spots),
        get("/api/recordings/{id}/peaks", this::peaks),
        get("/api/models/{id}", model::file),
        get("/api/models/{id}/rendering", model::rendering),
        get("/api/models/{id}/page", model::page),
        post("/api/fits", fit::start),
        get("/api/fits/{id}", fit::show),
        get("/api/fits/{id}/look", fit::look),
        get("/api/fits/{id}/growth", fit::growth),
        get("/api/fits/{id}/missing", fit::missing),
        post("/api/fits/{id}/pause", fit::pause),
        post("/api/fits/{id}/stop", fit::stop),
        post("/api/fits/{id}/go-on", fit::goOn),
        post("/api/syncs", syncs::start),
        get("/api/syncs/{id}", syncs::show),
        get("/api/syncs/{id}/sound", syncs::sound));
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

  private void library(Context ctx) throws IOException {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("items", library.items().stream().map(Item::entries).toList());
    all.put("first", library.first().map(Item::id).orElse(null));
    all.put("fits", fits.newest().stream().map(Fit::entries).toList());
    Answers.json(ctx, all);
  }

  private void corpus(Context ctx) throws IOException {
    Item item = library.get(ctx.pathParam("id"), Item.Kind.CORPUS);
    try {
      Answers.json(ctx, Corpus.table(item.path(), library.items()));
    } catch (BadDataException e) {
      throw Refusal.badRequest("the manifest of %s cannot be read".formatted(item.name()));
    }
  }

  private void upload(Context ctx) throws IOException {
    long length = ctx.req().getContentLengthLong();
    Item taken = uploads.add(ctx.bodyInputStream(), Answers.text(ctx, "name"), length);
    Answers.json(ctx, taken.entries());
  }

  private Recordings.Opened opened(Context ctx) throws IOException {
    String id = ctx.pathParam("id");
    Optional<Recordings.Opened> synced = syncs.opened(id);
    return synced.isPresent() ? synced.get() : recordings.open(id);
  }

  private void samples(Context ctx) throws IOException {
    Recordings.Opened opened = opened(ctx);
    int all = opened.clip().frames();
    int from = (int) Answers.number(ctx, "from", 0, all - 1.0);
    int count = Math.min((int) Answers.number(ctx, "count", 1, MOST_FRAMES), all - from);
    Answers.floats(ctx, opened.clip().slice(from, count).samples());
  }

  /** Stretches of the first channel, concatenated; zero-padded beyond the ends. */
  private void spots(Context ctx) throws IOException {
    ClipSource clip = opened(ctx).clip();
    int size = (int) Answers.number(ctx, "size", 1, MOST_SPOT);
    String[] list = Answers.text(ctx, "at").split(",", -1);
    if (list.length > MOST_SPOTS) {
      throw Refusal.badRequest("at must be a list of at most %d frames".formatted(MOST_SPOTS));
    }
    float[] spots = new float[list.length * size];
    for (int i = 0; i < list.length; i++) {
      int at = (int) Answers.number("at", list[i], -clip.frames(), clip.frames());
      int from = Math.max(0, at);
      int count = Math.min(clip.frames(), at + size) - from;
      if (count > 0) {
        float[] samples = clip.slice(from, count).channel(0);
        System.arraycopy(samples, 0, spots, i * size + from - at, count);
      }
    }
    Answers.floats(ctx, new float[][] {spots});
  }

  private void peaks(Context ctx) throws IOException {
    Recordings.Opened opened = opened(ctx);
    double from = Answers.number(ctx, "from", -1e12, 1e12);
    double width = Answers.number(ctx, "width", Peaks.BASE, 1e12);
    int columns = (int) Answers.number(ctx, "columns", 1, MOST_COLUMNS);
    Answers.floats(ctx, opened.peaks().columns(from, width, columns));
  }
}
