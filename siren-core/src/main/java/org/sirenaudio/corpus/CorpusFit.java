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
 * Fits every recording of a folder on this machine. Into the folder of results go the models, a
 * journal, and when all is done the manifest. A run that was broken off is resumed by the next one
 * with the same folders: what has a model is not fitted again. Of each recording only its path, its
 * length and the place of its row in the journal are kept in memory.
 */
public final class CorpusFit {

  private final Path in;
  private final Path out;
  private final FitConfig config;
  private final boolean failFast;
  private final boolean keepsPoor;
  private final ClipJob.Reading reading;
  private final Function<String, FitListener> listeners;

  /** Of all that were made of one another: whoever is stopped, the fit that runs ends. */
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
   * @param config what to fit each with; its number of threads is that of all fits together
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

  /** The same, but it ends at the first recording that cannot be fitted. */
  public CorpusFit failingFast() {
    return new CorpusFit(in, out, config, true, keepsPoor, reading, listeners, stopped);
  }

  /** The same, but recordings are read so. */
  public CorpusFit reading(ClipJob.Reading how) {
    return new CorpusFit(in, out, config, failFast, keepsPoor, how, listeners, stopped);
  }

  /** The same, but a fit that has learned nothing makes a model all the same, for study. */
  public CorpusFit keepingPoor() {
    return new CorpusFit(in, out, config, failFast, true, reading, listeners, stopped);
  }

  /**
   * The same, but others hear of its fits.
   *
   * @param more gives one for a recording by its path in the manifest, from any thread
   */
  public CorpusFit heardBy(Function<String, FitListener> more) {
    return new CorpusFit(in, out, config, failFast, keepsPoor, reading, more, stopped);
  }

  /** Ends a running fit; clips that are half fitted are given up. From any thread. */
  public void stop() {
    stopped.set(true);
  }

  /**
   * Fits what is missing and writes the manifest.
   *
   * @param progress hears how far it is, some times a second, one call at a time
   * @return how it was at the end
   * @throws java.nio.file.NoSuchFileException if there is no such folder, or no recording in it
   * @throws StoreException if the results cannot be written
   * @throws BadDataException for the first recording that cannot be fitted, if failing fast
   * @throws CancellationException if it was stopped
   * @throws InterruptedWorkException if the thread is interrupted; what has a model keeps it, and
   *     the next run goes on there
   * @throws IllegalArgumentException if the results would lie among the recordings
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
   * Results among the recordings would be taken for recordings by the next run, or replace them.
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
          result + ": lies in " + in + ", which holds the recordings; name a folder beside it");
    }
  }

  /**
   * Writes the manifest, and removes one of another format that would no longer be true. Where
   * Spark has left a data set, that makes room first.
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

  /**
   * What other recordings or recipes have left unfinished stays: a run of theirs goes on with it.
   */
  private static void deleteIfEmpty(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // It is not empty, or it may not be deleted: neither spoils the results.
    }
  }

  /** Deletes a manifest, if it is there: a file, or the folder of a data set's parts. */
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
