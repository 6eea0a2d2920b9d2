package org.sirenaudio.studio;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/** Requests about a model of the library or of a fit. */
final class ModelRoutes {
  private static final int LEAST_RATE = 1_000;
  private static final int LONGEST_TEXT = 300;

  private final Library library;
  private final Fits fits;

  ModelRoutes(Library library, Fits fits) {
    this.library = library;
    this.fits = fits;
  }

  /** A model's file and its display name. */
  private record Named(Path path, String name) {}

  private Named named(Context ctx) throws IOException {
    String id = ctx.pathParam("id");
    if (fits.has(id)) {
      Fit fit = fits.get(id);
      if (!Files.exists(fit.model())) {
        throw Refusal.notFound("the fit has no model yet");
      }
      return new Named(fit.model(), fit.record().name());
    }
    Item item = library.get(id, Item.Kind.MODEL);
    return new Named(item.path(), item.name());
  }

  private static ClipModel read(Named named) throws IOException {
    try (var in = Files.newInputStream(named.path())) {
      return ClipModel.read(in, named.name());
    } catch (BadDataException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  void file(Context ctx) throws IOException {
    Named model = named(ctx);
    if (ctx.queryParam("keep") != null) {
      Answers.attach(ctx, Answers.BINARY, model.name(), "safetensors");
    } else {
      ctx.contentType(Answers.BINARY);
    }
    ctx.result(Files.newInputStream(model.path()));
  }

  /** The whole model at a rate, as a float WAV file. */
  void rendering(Context ctx) throws IOException {
    int rate = (int) Answers.number(ctx, "rate", LEAST_RATE, Clip.MAX_RATE);
    Named named = named(ctx);
    Renderer renderer = Renderer.of(read(named));
    Renderer.Span all = new Renderer.Span(0, renderer.frames(rate));
    Answers.sound(ctx, named.name(), renderer, rate, all);
  }

  /** A stand-alone page that plays it, with the user's title and licence. */
  void page(Context ctx) throws IOException {
    Named named = named(ctx);
    Map<String, String> words = new TreeMap<>();
    HtmlExporter exporter = new HtmlExporter();
    for (String name : exporter.words()) {
      String text = Answers.text(ctx, name).strip();
      if (text.length() > LONGEST_TEXT) {
        throw Refusal.badRequest(
            "%s must have at most %d characters".formatted(name, LONGEST_TEXT));
      }
      if (!text.isEmpty()) {
        words.put(name, text);
      }
    }
    ClipModel model = read(named).withProvenance(words);
    Answers.attach(ctx, "text/html; charset=utf-8", named.name(), "html");
    OutputStream out = ctx.res().getOutputStream();
    exporter.write(model, out);
  }
}
