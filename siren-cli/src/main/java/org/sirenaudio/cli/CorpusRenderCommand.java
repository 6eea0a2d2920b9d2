package org.sirenaudio.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.BadDataException;
import org.sirenaudio.Workers;
import org.sirenaudio.audio.WavWriter;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.manifest.Manifests;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren corpus render}: from a folder of models to a folder of sound. */
@Command(
    name = "render",
    description = {
      "Renders every model of a manifest.",
      "The files lie and are named as the recordings were; one that is there is not rendered again."
    },
    sortOptions = false)
final class CorpusRenderCommand implements Callable<Integer> {

  /** Rows in memory, and shared out to the threads, at a time. */
  private static final int BATCH = 256;

  private final Streams streams;
  private final Interrupt interrupt;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicInteger rendered = new AtomicInteger();
  private final AtomicInteger there = new AtomicInteger();

  @Parameters(paramLabel = "OUT", description = "The folder that siren corpus fit has written.")
  private @Nullable Path input;

  @Option(
      names = {"-r", "--rate"},
      paramLabel = "HZ",
      description = "Sample rate in Hz; every recording's own otherwise.")
  private @Nullable Double rate;

  @Mixin private RenderOptions rendering = new RenderOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "The folder for the sound; OUT/rendered or OUT/rendered-RATE otherwise.")
  private @Nullable Path output;

  @Option(
      names = {"-y", "--overwrite"},
      description = "Render also what is there, and replace it.")
  private boolean overwrite;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to use; 0, the default, for one per processor.")
  private int threads;

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  private boolean json;

  CorpusRenderCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Override
  public Integer call() throws IOException {
    Path models = Objects.requireNonNull(input);
    String ending = rate == null ? "" : "-" + Describe.rate(rate);
    Path folder = output != null ? output : models.resolve("rendered" + ending);
    interrupt.stops(() -> stopped.set(true));
    List<ManifestRow> batch = new ArrayList<>();
    try (Workers workers = Workers.of(threads)) {
      Manifests.read(
          models,
          row -> {
            if (row.isOk()) {
              batch.add(row);
            }
            if (batch.size() == BATCH) {
              render(batch, models, folder, workers);
            }
          });
      render(batch, models, folder, workers);
    }
    report(folder);
    return ExitCode.DONE;
  }

  private void render(List<ManifestRow> batch, Path models, Path folder, Workers workers)
      throws IOException {
    try {
      workers.forEach(
          batch.size(),
          i -> {
            try {
              render(batch.get(i), models, folder);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
    batch.clear();
  }

  private void render(ManifestRow row, Path models, Path folder) throws IOException {
    String name = row.path().toLowerCase(Locale.ROOT).endsWith(".wav") ? "" : ".wav";
    Path out = below(folder, row.path() + name);
    if (!overwrite && Files.exists(out)) {
      there.incrementAndGet();
      return;
    }
    ClipModel model = ClipModel.read(below(models, Objects.requireNonNullElse(row.model(), "")));
    Renderer renderer = Renderer.of(model).threads(1);
    double hertz = rate != null ? rate : Math.rint(model.sampleRate());
    Renderer.Span span = new Renderer.Span(0, renderer.frames(hertz));
    Outputs.write(
        out,
        () -> {
          Files.createDirectories(Objects.requireNonNull(out.getParent()));
          try (WavWriter writer =
              WavWriter.to(
                  out, rendering.format(hertz, model.channels()), span.frames(), overwrite)) {
            renderer.stream(
                hertz,
                span,
                (block, count) -> {
                  if (stopped.get()) {
                    writer.abort();
                    throw new InterruptedFit("interrupted; what is rendered is kept in " + folder);
                  }
                  writer.write(block, 0, count);
                });
          }
        });
    rendered.incrementAndGet();
  }

  /** A path of the manifest, which shall not lead out of its folder. */
  private static Path below(Path folder, String path) throws BadDataException {
    Path place = folder.resolve(path).normalize();
    if (path.isEmpty() || !place.startsWith(folder.normalize())) {
      throw new BadDataException(
          folder + ": the manifest names '" + path + "', which does not lie below the folder");
    }
    return place;
  }

  private void report(Path folder) {
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("rendered", rendered.get());
      all.put("there", there.get());
      all.put("folder", folder.toString());
      streams.out().println(Json.object(all));
    } else {
      streams
          .out()
          .printf(
              "%s: %,d rendered%s%n",
              folder,
              rendered.get(),
              there.get() == 0
                  ? ""
                  : ", %,d there already: add -y to replace".formatted(there.get()));
    }
  }
}
