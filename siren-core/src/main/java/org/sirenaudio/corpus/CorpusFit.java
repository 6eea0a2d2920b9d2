package org.sirenaudio.corpus;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.InterruptedWorkException;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.report.FitListener;

/**
 * Fits every recording of a folder on this machine. The output folder receives the models, a
 * journal and, at the end, the manifest. An interrupted run is resumed by another run with the same
 * folders: recordings that have a model are not fitted again. Per recording only its path, length
 * and journal position are kept in memory. One run at a time per output folder: the journal is
 * locked, also against other processes.
 */
public final class CorpusFit {

  private final Path in;
  private final Path out;
  private final FitConfig config;
  private final boolean failFast;
  private final boolean keepsPoor;
  private final ClipJob.Reading reading;
  private final Function<String, FitListener> listeners;

  /** Shared by all copies: stopping any of them stops the running fit. */
  private final AtomicBoolean stopped;

  private CorpusFit(
      Path in,
      Path out,
      FitConfig config,
      boolean failFast,
      boolean keepsPoor,
      ClipJob.Reading reading,
      Function<String, FitListener> listeners,
      AtomicBoolean stopped) {
    this.in = in;
    this.out = out;
    this.config = config;
    this.failFast = failFast;
    this.keepsPoor = keepsPoor;
    this.reading = reading;
    this.listeners = listeners;
    this.stopped = stopped;
  }

  /**
   * @param in folder of recordings
   * @param out folder of models and manifest; it may not lie in {@code in}
   * @param config configuration of every fit; its number of threads is the total of all fits
   */
  public static CorpusFit of(Path in, Path out, FitConfig config) {
    return new CorpusFit(
        in,
        out,
        config,
        false,
        false,
        ClipJob.Reading.STRICT,
        path -> progress -> {},
        new AtomicBoolean());
  }

  /** A copy that stops at the first recording that cannot be fitted. */
  public CorpusFit failingFast() {
    return new CorpusFit(in, out, config, true, keepsPoor, reading, listeners, stopped);
  }

  /** A copy with other reading options. */
  public CorpusFit reading(ClipJob.Reading how) {
    return new CorpusFit(in, out, config, failFast, keepsPoor, how, listeners, stopped);
  }

  /** A copy that keeps the models of fits that have learned nothing, for study. */
  public CorpusFit keepingPoor() {
    return new CorpusFit(in, out, config, failFast, true, reading, listeners, stopped);
  }

  /**
   * A copy with additional listeners.
   *
   * @param more returns a listener for a recording's path in the manifest; called from any thread
   */
  public CorpusFit heardBy(Function<String, FitListener> more) {
    return new CorpusFit(in, out, config, failFast, keepsPoor, reading, more, stopped);
  }

  /** Cancels a running fit; partially fitted recordings are abandoned. Callable from any thread. */
  public void stop() {
    stopped.set(true);
  }

  /**
   * Fits what is missing and writes the manifest.
   *
   * @param progress receives progress a few times per second, one call at a time
   * @return the final progress
   * @throws java.nio.file.NoSuchFileException if the folder does not exist or contains no recording
   * @throws StoreException if the results cannot be written
   * @throws BadDataException for the first recording that cannot be fitted, if failing fast
   * @throws CancellationException if stopped
   * @throws InterruptedWorkException if the thread is interrupted; finished models are kept and the
   *     next run resumes there
   * @throws IllegalArgumentException if the output folder lies inside the input folder
   * @throws IOException if the folder cannot be read
   */
  public CorpusProgress run(ManifestFile manifest, Consumer<CorpusProgress> progress)
      throws IOException {
    CorpusListing listing = CorpusListing.of(in);
    requireSeparate();
    LocalModelStore models = LocalModelStore.open(out, "the models");
    try (Journal journal = Journal.open(out, "corpus fit")) {
      models.deleteTemporaryFiles();
      ClipJob job =
          ClipJob.of(
              new CorpusRecipe(config, keepsPoor),
              models,
              models.unfinished(),
              stopped::get,
              false,
              reading);
      CorpusRun run =
          new CorpusRun(in, listing, job, journal, this::stop, failFast, listeners, progress);
      run.fitAll(config.threadCount(), stopped::get);
      if (stopped.get()) {
        throw new CancellationException("stopped");
      }
      write(manifest, run);
      deleteIfEmpty(models.unfinished());
      return run.progress();
    } catch (IOException e) {
      throw InterruptedWorkException.or(e);
    }
  }

  /**
   * An output folder inside the input folder would be read as input by the next run, or overwrite
   * it.
   */
  private void requireSeparate() throws IOException {
    requireSeparate(out);
    requireSeparate(out.resolve(ModelStore.FOLDER));
    requireSeparate(out.resolve(Journal.NAME));
    for (String name : ManifestFile.NAMES) {
      requireSeparate(out.resolve(name));
    }
  }

  private void requireSeparate(Path result) throws IOException {
    Path place = result.toAbsolutePath().normalize();
    Path existing = place;
    while (!Files.exists(existing)) {
      existing = Objects.requireNonNull(existing.getParent());
    }
    Path real = existing.toRealPath().resolve(existing.relativize(place));
    if (real.startsWith(in.toRealPath())) {
      throw new IllegalArgumentException(
          result
              + ": lies inside "
              + in
              + ", which holds the recordings; choose a folder outside it");
    }
  }

  /**
   * Writes the manifest and removes an outdated one in another format, including a data set left by
   * Spark.
   */
  private void write(ManifestFile manifest, CorpusRun run) throws StoreException {
    Path file = out.resolve(manifest.fileName());
    try {
      if (Files.isDirectory(file)) {
        delete(file);
      }
      manifest.write(file, run);
      for (String name : ManifestFile.NAMES) {
        if (!name.equals(manifest.fileName())) {
          delete(out.resolve(name));
        }
      }
    } catch (IOException e) {
      throw StoreException.cannotWrite(file.toString(), e);
    }
  }

  /** Checkpoints of other recordings or recipes remain for their own runs to resume. */
  private static void deleteIfEmpty(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Not empty or not deletable: harmless to the results.
    }
  }

  /** Deletes a manifest if it exists: a file, or a data set's folder. */
  private static void delete(Path manifest) throws IOException {
    if (Files.isDirectory(manifest, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> parts = Files.newDirectoryStream(manifest)) {
        for (Path part : parts) {
          Files.delete(part);
        }
      }
    }
    Files.deleteIfExists(manifest);
  }
}
