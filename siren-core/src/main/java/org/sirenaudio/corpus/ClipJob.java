package org.sirenaudio.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.ReadOptions;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.FitException;
import org.sirenaudio.error.InterruptedWorkException;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Checkpoints;
import org.sirenaudio.fit.config.TrainingSet;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.metrics.LogSpectralDistance;
import org.sirenaudio.model.ClipModel;

/**
 * The processing of one recording, local or on a cluster: its bytes become a model, named after the
 * bytes and the recipe, and a row of the manifest. An existing model is not fitted again. Same
 * bytes and same recipe give the same file, so it does not matter how often, where and by how many
 * workers this is done. Safe for use by several threads.
 */
public final class ClipJob {

  /** Larger recordings are read block by block and their fit data is kept in files. */
  private static final int MEMORY_LIMIT = 1 << 24;

  /** Seconds between checkpoints of a long recording. */
  private static final double CHECKPOINT_SECONDS = 30;

  private final CorpusRecipe recipe;
  private final ModelStore store;
  private final Path unfinished;
  private final BooleanSupplier stopped;
  private final boolean retried;
  private final int memoryLimit;
  private final double checkpointSeconds;
  private final Reading reading;
  private final KeyedLock locks = new KeyedLock();

  /**
   * How to read recordings.
   *
   * @param options the same for every recording
   * @param remarks receives one-line remarks on irregular recordings, from any thread
   */
  public record Reading(ReadOptions options, Consumer<String> remarks) {
    /** No salvaging, no remarks. */
    public static final Reading STRICT = new Reading(ReadOptions.STRICT, line -> {});
  }

  /**
   * As {@link #of}, with another threshold for long recordings and another checkpoint interval in
   * seconds.
   */
  ClipJob(
      CorpusRecipe recipe,
      ModelStore store,
      Path unfinished,
      BooleanSupplier stopped,
      boolean retried,
      Reading reading,
      int memoryLimit,
      double checkpointSeconds) {
    this.recipe = recipe;
    this.store = store;
    this.unfinished = unfinished;
    this.stopped = stopped;
    this.retried = retried;
    this.reading = reading;
    this.memoryLimit = memoryLimit;
    this.checkpointSeconds = checkpointSeconds;
  }

  /**
   * @param unfinished local folder for checkpoints of long recordings, created on demand. An
   *     interrupted fit is resumed from there
   * @param stopped polled often; a running fit is cancelled when it returns true
   * @param retried whether to throw if a recording is missing or reading fails for reasons outside
   *     the recording: the caller retries, perhaps on another machine
   * @param reading how to read recordings
   */
  public static ClipJob of(
      CorpusRecipe recipe,
      ModelStore store,
      Path unfinished,
      BooleanSupplier stopped,
      boolean retried,
      Reading reading) {
    return new ClipJob(
        recipe, store, unfinished, stopped, retried, reading, MEMORY_LIMIT, CHECKPOINT_SECONDS);
  }

  /**
   * Deletes a folder of checkpoints that will not be resumed.
   *
   * @throws java.nio.file.DirectoryNotEmptyException if it holds other files
   * @throws IOException if it cannot be deleted
   */
  public static void deleteUnfinished(Path unfinished) throws IOException {
    if (!Files.isDirectory(unfinished)) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(unfinished)) {
      for (Path folder : left) {
        Checkpoints.in(folder).delete();
      }
    }
    Files.delete(unfinished);
  }

  /**
   * Runs the job. A recording that cannot be read or fitted gets a row with the reason.
   *
   * @param path of the recording as listed in the manifest
   * @param threads number of threads for the fit
   * @param listener receives the progress of the fit, if any
   * @throws StoreException if the model cannot be written, an existing one cannot be read, or the
   *     recording cannot be read and the caller retries
   * @throws CancellationException if stopped
   * @throws InterruptedWorkException if the thread is interrupted
   */
  public ManifestRow run(String path, RecordingSource input, int threads, FitListener listener)
      throws StoreException {
    String sha256 = null;
    try {
      HashedBytes bytes = read(input);
      sha256 = bytes.sha256();
      String name = recipe.modelName(sha256);
      // Another recording with the same bytes waits for its model instead of fitting it again.
      locks.lock(name);
      try {
        return row(path, input, bytes, name, threads, listener);
      } finally {
        locks.unlock(name);
      }
    } catch (CancellationException e) {
      throw e;
    } catch (FitException | IllegalArgumentException e) {
      return ManifestRow.failed(path, sha256, message(path, e));
    } catch (IOException e) {
      InterruptedWorkException.or(e);
      if (e instanceof StoreException store) {
        throw store;
      }
      if (retried && !(e instanceof BadDataException)) {
        throw new StoreException(message(path, e), e);
      }
      return ManifestRow.failed(path, sha256, message(path, e));
    } catch (OutOfMemoryError e) {
      return ManifestRow.failed(
          path, sha256, path + ": does not fit into memory; cut it or raise the limit with -Xmx");
    }
  }

  private ManifestRow row(
      String path,
      RecordingSource input,
      HashedBytes read,
      String name,
      int threads,
      FitListener listener)
      throws IOException {
    String sha256 = read.sha256();
    ClipModel existing = existing(name);
    if (existing != null) {
      return ManifestRow.fitted(path, sha256, ModelStore.path(name), existing, null);
    }
    long begun = System.nanoTime();
    byte[] bytes = read.bytes();
    ClipModel model =
        bytes != null
            ? fitShort(Clip.read(bytes, path, reading.options()), name, sha256, threads, listener)
            : fitLong(input, path, name, sha256, threads, listener);
    double seconds = 1e-9 * (System.nanoTime() - begun);
    return ManifestRow.fitted(path, sha256, ModelStore.path(name), model, seconds);
  }

  private HashedBytes read(RecordingSource input) throws IOException {
    try (InputStream in = input.open()) {
      return HashedBytes.read(in, memoryLimit);
    }
  }

  private @Nullable ClipModel existing(String name) throws StoreException {
    try {
      // A model that has learned nothing may have been kept for study; it is not a result.
      return store.read(name).filter(this::counts).orElse(null);
    } catch (BadDataException e) {
      // Corrupt: fit again and replace it.
      return null;
    } catch (IOException e) {
      throw new StoreException(
          ModelStore.path(name) + ": cannot be read: " + StoreException.reason(e), e);
    }
  }

  private boolean counts(ClipModel model) {
    return recipe.keepsPoor() || !FitMetadata.of(model).learnedNothing();
  }

  private ClipModel fitShort(
      Clip clip, String name, String sha256, int threads, FitListener listener) throws IOException {
    Fitter fitter = fitter(threads);
    JobListener own = new JobListener(fitter, clip, listener, stopped);
    ClipModel model = fitter.fit(clip, own);
    return store(model, clip, own.rendering(model, threads), name, sha256);
  }

  /** Checkpoints remain only if the fit is interrupted. */
  private ClipModel fitLong(
      RecordingSource input,
      String path,
      String name,
      String sha256,
      int threads,
      FitListener listener)
      throws IOException {
    ClipSource clip = input.clip(path, reading.options());
    Checkpoints.Folder checkpoints =
        Checkpoints.in(unfinished.resolve(name)).every(checkpointSeconds).replacingOthers();
    try {
      Fitter fitter = fitter(threads);
      JobListener own = new JobListener(fitter, clip, listener, stopped);
      ClipModel model = fit(fitter, clip, checkpoints, own, input, sha256);
      ClipModel stored = store(model, clip, own.rendering(model, threads), name, sha256);
      checkpoints.delete();
      return stored;
    } catch (StoreException | CancellationException | InterruptedWorkException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      try {
        checkpoints.delete();
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private ClipModel fit(
      Fitter fitter,
      ClipSource clip,
      Checkpoints.Folder checkpoints,
      JobListener listener,
      RecordingSource input,
      String sha256)
      throws IOException {
    try {
      ClipModel model = fitter.fit(TrainingSet.all(clip), checkpoints, listener);
      requireUnchanged(input, sha256);
      return model;
    } catch (BadDataException e) {
      throw e;
    } catch (IOException e) {
      // Either the recording could not be read, which is evident, or a checkpoint could not be
      // written.
      requireUnchanged(input, sha256);
      throw StoreException.cannotWrite("a checkpoint of its fit", e);
    }
  }

  /** Verifies that the recording hashed is the recording fitted. */
  private void requireUnchanged(RecordingSource input, String sha256) throws IOException {
    if (!read(input).sha256().equals(sha256)) {
      throw new BadDataException("was modified during the fit; run the command again");
    }
  }

  private Fitter fitter(int threads) {
    Fitter fitter = Fitter.with(recipe.config().withThreads(threads));
    return recipe.keepsPoor() ? fitter.keepingPoor() : fitter;
  }

  private ClipModel store(
      ClipModel fitted, ClipSource clip, ClipSource rendered, String name, String sha256)
      throws IOException {
    if (stopped.getAsBoolean()) {
      throw new CancellationException("stopped");
    }
    clip.metadata().remarks().forEach(reading.remarks());
    String lsd = Double.toString(lsd(clip, rendered));
    ClipModel model =
        fitted.withProvenance(Map.of(ManifestRow.LSD, lsd, "fit.input_sha256", sha256));
    write(name, model);
    return model;
  }

  private static double lsd(ClipSource clip, ClipSource rendered) throws IOException {
    try {
      return new LogSpectralDistance().of(clip, rendered);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void write(String name, ClipModel model) throws StoreException {
    try {
      store.put(name, model);
    } catch (IOException e) {
      throw StoreException.cannotWrite(ModelStore.path(name), e);
    }
  }

  /** An error message prefixed with the recording's path. */
  private static String message(String path, Exception e) {
    String message =
        switch (e) {
          case NoSuchFileException gone -> "was removed during the run";
          case AccessDeniedException denied -> "permission denied";
          case IOException io when !(io instanceof BadDataException) ->
              "cannot be read: " + StoreException.reason(io);
          default -> Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        };
    return message.startsWith(path + ": ") ? message : path + ": " + message;
  }
}
