package org.sirenaudio.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.BadDataException;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.FitException;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.metrics.LogSpectralDistance;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/**
 * All that is done for one recording, on one machine as on a cluster: its bytes become a model
 * under the name that they and the recipe give it, and a row of the manifest. A model that is there
 * is not fitted again. The same bytes and recipe give the same file, so it does not matter how
 * often, where and by how many this is done.
 */
public final class ClipJob {

  private final CorpusRecipe recipe;
  private final ModelStore store;
  private final BooleanSupplier stopped;

  /** Reads a recording's bytes. */
  @FunctionalInterface
  public interface Input {
    byte[] read() throws IOException;
  }

  /**
   * @param stopped asked often; a fit that runs when it says so is given up
   */
  public ClipJob(CorpusRecipe recipe, ModelStore store, BooleanSupplier stopped) {
    this.recipe = recipe;
    this.store = store;
    this.stopped = stopped;
  }

  /**
   * Does it. A recording that cannot be read or fitted gets a row that says why.
   *
   * @param path of the recording, as the manifest shall have it
   * @param threads to fit with
   * @param progress hears the fraction of the fit that is done, 0 to 1
   * @throws StoreException if the model cannot be written, or one that is there cannot be read
   * @throws CancellationException if it was stopped
   */
  public ManifestRow run(String path, Input input, int threads, DoubleConsumer progress)
      throws StoreException {
    String sha256 = null;
    try {
      byte[] bytes = input.read();
      sha256 = Hashes.sha256(bytes);
      String name = recipe.modelName(sha256);
      ClipModel known = known(name);
      if (known != null) {
        return ManifestRow.fitted(path, sha256, ModelStore.path(name), known, null);
      }
      Clip clip = Clip.read(bytes, path);
      long begun = System.nanoTime();
      ClipModel model = fit(clip, sha256, threads, progress);
      double seconds = 1e-9 * (System.nanoTime() - begun);
      store(name, model);
      return ManifestRow.fitted(path, sha256, ModelStore.path(name), model, seconds);
    } catch (StoreException | CancellationException e) {
      throw e;
    } catch (IOException | FitException | IllegalArgumentException e) {
      return ManifestRow.failed(path, sha256, line(path, e));
    } catch (OutOfMemoryError e) {
      return ManifestRow.failed(
          path, sha256, path + ": does not fit into memory; cut it or raise the limit with -Xmx");
    }
  }

  private @Nullable ClipModel known(String name) throws StoreException {
    try {
      Optional<InputStream> file = store.open(name);
      if (file.isEmpty()) {
        return null;
      }
      try (InputStream in = file.get()) {
        return ClipModel.read(in, ModelStore.path(name));
      }
    } catch (BadDataException e) {
      // Damaged by something else: fitted again, it is replaced.
      return null;
    } catch (IOException e) {
      throw new StoreException(
          ModelStore.path(name) + ": cannot be read: " + StoreException.reason(e), e);
    }
  }

  private ClipModel fit(Clip clip, String sha256, int threads, DoubleConsumer progress)
      throws IOException {
    Fitter fitter = Fitter.with(recipe.config().withThreads(threads));
    ClipModel model =
        fitter.fit(
            clip,
            state -> {
              progress.accept(state.spent());
              if (stopped.getAsBoolean()) {
                fitter.stop();
              }
            });
    if (stopped.getAsBoolean()) {
      throw new CancellationException("stopped");
    }
    String lsd = Double.toString(lsd(model, clip, threads));
    return model.withProvenance(Map.of("fit.lsd", lsd, "fit.input_sha256", sha256));
  }

  private static double lsd(ClipModel model, Clip clip, int threads) throws IOException {
    Clip rendered = Renderer.of(model).threads(threads).at(clip.sampleRate());
    return new LogSpectralDistance().orNaN(samples(clip), samples(rendered));
  }

  private static float[][] samples(Clip clip) {
    float[][] samples = new float[clip.channels()][];
    for (int c = 0; c < samples.length; c++) {
      samples[c] = clip.channel(c);
    }
    return samples;
  }

  private void store(String name, ClipModel model) throws StoreException {
    try {
      store.put(name, model);
    } catch (IOException e) {
      throw StoreException.cannotWrite(ModelStore.path(name), e);
    }
  }

  /** A complaint that begins with the recording's path. */
  private static String line(String path, Exception e) {
    String message =
        switch (e) {
          case NoSuchFileException gone -> "was removed in the meantime";
          case AccessDeniedException denied -> "no permission to read it";
          case IOException io when !(io instanceof BadDataException) ->
              "cannot be read: " + StoreException.reason(io);
          default -> Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        };
    return message.startsWith(path + ": ") ? message : path + ": " + message;
  }
}
