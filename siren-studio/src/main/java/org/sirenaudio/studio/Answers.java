package org.sirenaudio.studio;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.audio.WavFormat;
import org.sirenaudio.audio.WavWriter;
import org.sirenaudio.command.Json;
import org.sirenaudio.render.Renderer;

/** Parsing of request parameters, and building of responses. */
final class Answers {
  static final String BINARY = "application/octet-stream";
  private static final String JSON = "application/json; charset=utf-8";
  private static final int LONGEST_NAME = 80;

  private Answers() {}

  static void json(Context ctx, Map<String, ? extends @Nullable Object> entries) {
    ctx.contentType(JSON).result(Json.withoutNotes(entries));
  }

  /** A text parameter of a request; empty if absent. */
  static String text(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).orElse("");
  }

  static double number(Context ctx, String name, double least, double most) {
    return number(name, text(ctx, name), least, most);
  }

  static double number(String name, String text, double least, double most) {
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Treated like a number out of range.
    }
    throw Refusal.badRequest("%s must be a number from %s to %s".formatted(name, least, most));
  }

  /** {@code [channels][values]} as little-endian floats. */
  static void floats(Context ctx, float[][] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(4 * values.length * values[0].length).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] channel : values) {
      bytes.asFloatBuffer().put(channel);
      bytes.position(bytes.position() + 4 * channel.length);
    }
    ctx.contentType(BINARY).result(bytes.array());
  }

  /** A span of a rendering as a float WAV file for download. */
  static void sound(Context ctx, String name, Renderer renderer, int rate, Renderer.Span span)
      throws IOException {
    attach(ctx, "audio/wav", name, "wav");
    WavFormat format = WavFormat.of(rate, renderer.channels(), Encoding.FLOAT);
    try (WavWriter writer = WavWriter.to(ctx.res().getOutputStream(), format, span.frames())) {
      renderer.stream(rate, span, (block, count) -> writer.write(block, 0, count));
    }
  }

  /** Makes the response a download named after an item. */
  static void attach(Context ctx, String type, String name, String ending) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    String stem = (dot > 0 ? last.substring(0, dot) : last).replaceAll("[^A-Za-z0-9 _-]", "_");
    String shown = stem.substring(0, Math.min(LONGEST_NAME, stem.length()));
    ctx.contentType(type)
        .header("Content-Disposition", "attachment; filename=\"%s.%s\"".formatted(shown, ending));
  }
}
