package org.sirenaudio.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sirenaudio.command.Json;
import org.sirenaudio.io.AtomicFile;

/**
 * The fits of a studio, each in its folder. One runs at a time, the others are queued. Fits running
 * when the studio was killed are resumed at its next start.
 */
final class Fits {
  private static final int SECONDS_TO_END = 15;

  private final Path folder;
  private final Recordings recordings;
  private final Events events;
  private final Map<String, Fit> all = new ConcurrentHashMap<>();
  private final ExecutorService runner =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("siren-fit").unstarted(task));

  Fits(Path folder, Recordings recordings, Events events) throws IOException {
    this.folder = folder;
    this.recordings = recordings;
    this.events = events;
    Files.createDirectories(folder);
    try (Stream<Path> found = Files.list(folder)) {
      for (Path one : found.filter(FitRecord::isIn).toList()) {
        String id = String.valueOf(one.getFileName());
        // A partial file left by a killed studio.
        AtomicFile.deleteLeftovers(one, Instant.MAX);
        all.put(id, new Fit(id, one, FitRecord.read(one), this::changed));
      }
    }
  }

  /** Resumes what was running when the studio ended. */
  void resume() {
    for (Fit fit : newest().reversed()) {
      if (fit.record().state() == FitRecord.State.RUNNING) {
        submit(fit);
      }
    }
  }

  List<Fit> newest() {
    return all.values().stream()
        .sorted(Comparator.comparingLong((Fit fit) -> fit.record().created()).reversed())
        .toList();
  }

  boolean has(String id) {
    return all.containsKey(id);
  }

  Fit get(String id) {
    Fit fit = all.get(id);
    if (fit == null) {
      throw Refusal.notFound("no such fit");
    }
    return fit;
  }

  /** Starts a fit whose values have been checked. */
  Fit start(Item recording, Map<String, String> words) throws IOException {
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    Path own = Files.createDirectory(folder.resolve(id));
    FitRecord begun =
        new FitRecord(
            recording.id(),
            recording.name(),
            System.currentTimeMillis(),
            words,
            FitRecord.State.RUNNING,
            "");
    begun.write(own);
    Fit fit = new Fit(id, own, begun, this::changed);
    all.put(id, fit);
    submit(fit);
    return fit;
  }

  /** Resumes a paused fit. */
  void goOn(Fit fit) throws IOException {
    if (fit.record().state() != FitRecord.State.PAUSED) {
      throw new Refusal(409, "only a paused fit can be resumed");
    }
    fit.mark(FitRecord.State.RUNNING, "");
    submit(fit);
  }

  /** Ends a running fit early. */
  void end(Fit fit, FitRecord.State state) throws IOException {
    switch (fit.record().state()) {
      case RUNNING, PAUSED -> fit.end(state);
      case DONE, FAILED -> throw new Refusal(409, "the fit has already ended");
    }
  }

  private void submit(Fit fit) {
    runner.execute(
        () -> {
          try {
            fit.run(
                () -> {
                  try {
                    return recordings.open(fit.record().recording()).clip();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void changed(Fit fit) {
    events.send(Json.withoutNotes(fit.entries()));
  }

  /** Ends them all for now, keeping their progress. */
  void close() {
    runner.shutdown();
    all.values().stream()
        .filter(fit -> fit.record().state() == FitRecord.State.RUNNING)
        .forEach(Fit::suspend);
    try {
      if (!runner.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        // What it has learned since its last checkpoint is lost.
        runner.shutdownNow();
        boolean _ = runner.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
