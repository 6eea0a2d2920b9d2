package org.sirenaudio.cli.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.SoundMetadata;
import org.sirenaudio.cli.console.EncodingOptions;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.picture.PictureFormat;
import org.sirenaudio.cli.picture.SyncPicture;
import org.sirenaudio.cli.render.RenderedSpan;
import org.sirenaudio.command.InterruptedCommandException;
import org.sirenaudio.command.Json;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.InterruptedWorkException;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.sync.SyncProgress;
import org.sirenaudio.sync.Synchronisation;
import org.sirenaudio.sync.Synchroniser;

/**
 * Synchronises the recordings one by one with the reference, and writes the results.
 *
 * @param trims whether to write only the overlap
 */
record SyncJob(
    SyncResult.Named reference,
    boolean trims,
    EncodingOptions encoding,
    boolean overwrite,
    int threads,
    Streams streams,
    Interrupt interrupt) {

  /** The name of one recording's map. */
  SyncResult find(SyncResult.Named other, SyncFiles files, Consumer<SyncProgress> progress)
      throws IOException {
    Thread worker = Thread.currentThread();
    interrupt.stops(worker::interrupt);
    OptionalDouble guess = other.sound().secondsAfter(reference.sound());
    Synchroniser synchroniser =
        Synchroniser.between(reference.sound(), other.sound()).threads(threads).telling(progress);
    try {
      Synchronisation found =
          (guess.isPresent() ? synchroniser.near(guess.getAsDouble()) : synchroniser).find();
      Renderer.Span span = span(found);
      return new SyncResult(reference, other, found, guess, files, span, 0);
    } catch (BadDataException e) {
      throw new BadDataException(
          "%s and %s: %s".formatted(reference.path(), other.path(), e.getMessage()), e);
    } catch (InterruptedWorkException | UncheckedIOException e) {
      // An interrupted thread closes a file being read.
      if (interrupt.happened()) {
        throw interrupted(files.sound(), e);
      }
      throw e;
    }
  }

  private static InterruptedCommandException interrupted(Path file, Exception cause) {
    InterruptedCommandException end =
        new InterruptedCommandException("interrupted; " + file + " was not written");
    end.initCause(cause);
    return end;
  }

  private Renderer.Span span(Synchronisation found) {
    double rate = reference.sound().sampleRate();
    if (!trims) {
      return new Renderer.Span(0, reference.sound().frames());
    }
    long first = (long) Math.ceil(found.overlapStart() * rate);
    return new Renderer.Span(
        first, Math.max(1, (long) Math.floor(found.overlapEnd() * rate) - first));
  }

  /** Writes sound, map and picture. */
  SyncResult written(SyncResult result) throws IOException {
    SyncFiles files = result.files();
    ClipSource other = result.other().sound();
    Renderer renderer = result.found().renderer(other).threads(threads);
    double rate = reference.sound().sampleRate();
    Renderer.Span span = result.span();
    RenderedSpan sound = RenderedSpan.of(renderer, rate, span);
    long clipped =
        sound
            .withMetadata(onReference(sound.metadata(), span))
            .write(encoding, files.sound(), overwrite, streams, interrupt);
    SyncResult done = result.written(span, clipped);
    MapFiles map = MapFiles.of(result.found(), other);
    write(files.csv(), map.csv());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("reference", reference.path().toString());
    all.putAll(done.entries());
    all.putAll(map.json());
    write(files.json(), Json.object(all) + "\n");
    draw(done);
    return done;
  }

  /**
   * The other recording's metadata, with the time reference of the reference's clock if it has one.
   */
  private SoundMetadata onReference(SoundMetadata own, Renderer.Span span) {
    OptionalLong time = reference.sound().metadata().timeReference();
    return time.isEmpty() ? own : own.withTimeReference(time.getAsLong() + span.first());
  }

  private void write(Path file, String text) throws IOException {
    Outputs.write(file, text.getBytes(StandardCharsets.UTF_8), overwrite);
  }

  private void draw(SyncResult result) throws IOException {
    Path picture = result.files().picture();
    if (picture == null) {
      return;
    }
    Outputs.draw(
        picture,
        () ->
            new SyncPicture(
                    result.reference().path().getFileName()
                        + " and "
                        + result.other().path().getFileName(),
                    result.headline(),
                    reference.sound(),
                    result.other().sound(),
                    result.found())
                .bytes(PictureFormat.of(picture)),
        overwrite,
        streams);
  }
}
