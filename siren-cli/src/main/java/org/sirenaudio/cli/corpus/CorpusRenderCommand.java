package org.sirenaudio.cli.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.console.EncodingOptions;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.SoundText;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.render.RateOptions;
import org.sirenaudio.cli.render.RenderedSpan;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.Failure;
import org.sirenaudio.command.InterruptedCommandException;
import org.sirenaudio.command.Json;
import org.sirenaudio.command.ThreadsOption;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.Figure;
import org.sirenaudio.io.AtomicFile;
import org.sirenaudio.manifest.Manifests;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.parallel.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren corpus render}: renders a folder of models to a folder of sound. */
@Command(
    name = "render",
    description = {
      "Renders every model of a manifest.",
      "Files keep the recordings' names and folders; one that exists is skipped."
    },
    sortOptions = false)
public final class CorpusRenderCommand implements Callable<Integer> {

  /** Rows in memory, and dispatched to the threads, at a time. */
  private static final int BATCH = 256;

  private final Streams streams;
  private final Interrupt interrupt;
  private final Instant begun = Instant.now();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicInteger rendered = new AtomicInteger();
  private final AtomicInteger there = new AtomicInteger();
  private final AtomicLong clipped = new AtomicLong();

  /** Paths of sound whose recordings have another extension. */
  private final Set<String> renamed = new HashSet<>();

  private final Set<Path> folders = new HashSet<>();
  private int failed;
  private @Nullable BadDataException failure;

  @Parameters(paramLabel = "OUT", description = "The folder that siren corpus fit wrote.")
  private @Nullable Path input;

  @Mixin private RateOptions rate = new RateOptions();

  @Mixin private EncodingOptions encoding = new EncodingOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "The folder for the sound; OUT/rendered or OUT/rendered-RATE otherwise.")
  private @Nullable Path output;

  @Option(
      names = {"-y", "--overwrite"},
      description = "Replace existing files; without it, they are skipped.")
  private boolean overwrite;

  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private ReportOptions report = new ReportOptions();

  public CorpusRenderCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Override
  public Integer call() throws IOException {
    Path models = Objects.requireNonNull(input);
    Double wanted = rate.wanted();
    if (wanted != null) {
      encoding.format(wanted, 1);
    }
    Path folder =
        output != null ? Outputs.folder(output) : models.resolve("rendered" + rate.ending());
    interrupt.stops(() -> stopped.set(true));
    List<Sound> batch = new ArrayList<>();
    try (Workers workers = Workers.of(threads.count())) {
      Manifests.read(
          models,
          row -> {
            if (row.isOk()) {
              take(row, models, folder, batch);
            }
            if (batch.size() == BATCH) {
              render(batch, folder, workers);
            }
          });
      render(batch, folder, workers);
    }
    BadDataException first = failure;
    if (first != null && rendered.get() + there.get() == 0) {
      throw first;
    }
    report.print(streams.out(), () -> json(folder), () -> text(folder));
    return first == null
        ? ExitCode.DONE
        : new Failure(
                ExitCode.BAD_DATA,
                "%s could not be rendered; the first: %s"
                    .formatted(Figure.count(failed, "model"), first.getMessage()))
            .report(streams.err(), null);
  }

  /** A model and its output path. */
  private record Sound(String path, @Nullable String sha256, Path model, Path file) {}

  /** Rows are sorted by path, so {@code x.au} comes before {@code x.au.wav}. */
  private void take(ManifestRow row, Path models, Path folder, List<Sound> batch) {
    try {
      boolean wav = row.path().toLowerCase(Locale.ROOT).endsWith(".wav");
      String path = wav ? row.path() : row.path() + ".wav";
      if (!wav) {
        renamed.add(path);
      } else if (renamed.contains(path)) {
        throw new BadDataException(
            path + ": another recording's output has this name; rename one and fit again");
      }
      Path model = below(models, Objects.requireNonNullElse(row.model(), ""));
      batch.add(new Sound(row.path(), row.sha256(), model, below(folder, path)));
    } catch (BadDataException e) {
      fail(e);
    }
  }

  /** A failure does not stop the others. */
  private synchronized void fail(BadDataException e) {
    failed++;
    failure = failure == null ? e : failure;
  }

  private void render(List<Sound> batch, Path folder, Workers workers) throws IOException {
    try {
      workers.forEach(
          batch.size(),
          i -> {
            try {
              render(batch.get(i), folder);
            } catch (BadDataException e) {
              fail(e);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
    batch.clear();
  }

  private void render(Sound sound, Path folder) throws IOException {
    Path out = sound.file();
    if (!overwrite && Files.exists(out)) {
      there.incrementAndGet();
      return;
    }
    if (Files.exists(out)) {
      new ReplacedSound(out).require(Objects.requireNonNull(input), sound.sha256());
    }
    ClipModel model = model(sound);
    RenderedSpan whole = rate.whole(model, 1);
    Outputs.write(out, () -> prepare(Objects.requireNonNull(out.getParent())));
    clipped.addAndGet(whole.write(encoding, out, overwrite, streams, () -> requireGoing(folder)));
    rendered.incrementAndGet();
  }

  private static ClipModel model(Sound sound) throws IOException {
    try {
      return ClipModel.read(sound.model());
    } catch (NoSuchFileException e) {
      throw new BadDataException(
          sound.path() + ": its model " + sound.model() + " is gone; run siren corpus fit again",
          e);
    }
  }

  /**
   * Creates the output folder and deletes partial files left by a killed run; before any thread
   * writes to it.
   */
  private synchronized void prepare(Path place) throws IOException {
    if (folders.add(place)) {
      Files.createDirectories(place);
      AtomicFile.deleteLeftovers(place, begun);
    }
  }

  private void requireGoing(Path folder) throws InterruptedCommandException {
    if (stopped.get()) {
      throw new InterruptedCommandException("interrupted; finished files are kept in " + folder);
    }
  }

  /** A path from the manifest, which must not lead out of its folder. */
  private static Path below(Path folder, String path) throws BadDataException {
    Path place = folder.resolve(path).normalize();
    if (path.isEmpty() || !place.startsWith(folder.normalize())) {
      throw new BadDataException(
          folder + ": the manifest lists '" + path + "', which is outside the folder");
    }
    return place;
  }

  private String json(Path folder) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("rendered", rendered.get());
    all.put("skipped", there.get());
    // Its name in version 0.1.
    all.put("there", there.get());
    all.put("failed", failed);
    all.put("firstError", failure == null ? null : failure.getMessage());
    all.put("clippedSamples", clipped.get());
    all.put("folder", folder.toString());
    return Json.object(all);
  }

  private String text(Path folder) {
    return String.format(
        Locale.ROOT,
        "%s: %,d rendered%s%s",
        folder,
        rendered.get(),
        there.get() == 0
            ? ""
            : ", %,d skipped because they exist: add -y to replace them".formatted(there.get()),
        SoundText.clipped(clipped.get()));
  }
}
