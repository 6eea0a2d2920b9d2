package org.sirenaudio.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.error.FitException;
import org.sirenaudio.error.InterruptedWorkException;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Checkpoints;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.fit.report.FitSketch;
import org.sirenaudio.model.ClipModel;

/** One fit of the studio; its folder has everything needed to resume after a crash. */
final class Fit {
  private static final String MODEL = "model.safetensors";
  private static final String NOTHING =
      "The networks have learned next to nothing of this sound. Allow more time or steps, or use"
          + " another kind of network; plain ReLU hardly fits sound.";
  private static final double LEAST_SECONDS_BETWEEN = 0.2;

  private final String id;
  private final Path folder;
  private final Consumer<Fit> changed;
  private final LiveModel live = new LiveModel();
  private final FitHistory history;
  private final Growth growth;
  private final Checkpoints.Folder checkpoints;
  private volatile FitRecord fitted;
  private volatile @Nullable FitProgress progress;
  private volatile double betweenDb = Double.NaN;
  private volatile long parameters;
  private volatile @Nullable Fitter running;
  private volatile FitRecord.@Nullable State wanted;

  /** Whether its turn has come. */
  private boolean begun;

  private boolean suspended;

  Fit(String id, Path folder, FitRecord fitted, Consumer<Fit> changed) {
    this.id = id;
    this.folder = folder;
    this.fitted = fitted;
    this.changed = changed;
    history = new FitHistory(folder.resolve("history.csv"));
    growth = new Growth(folder.resolve("growth.csv"));
    checkpoints = Checkpoints.in(folder.resolve("checkpoint")).replacingOthers();
  }

  String id() {
    return id;
  }

  FitRecord record() {
    return fitted;
  }

  LiveModel live() {
    return live;
  }

  /** The model's file once there is one: final, or as of the pause. */
  Path model() {
    return folder.resolve(MODEL);
  }

  /**
   * Asks it to end early. One that is still queued ends at once.
   *
   * @param state to leave it in: paused, to be resumed later, or done
   */
  synchronized void end(FitRecord.State state) throws IOException {
    if (begun) {
      stop(state);
    } else if (state == FitRecord.State.DONE && !Files.exists(model())) {
      mark(FitRecord.State.FAILED, "Stopped before it began.");
    } else {
      mark(state, "");
    }
  }

  /** Ends it for now, or keeps it from beginning; the next start resumes it. */
  synchronized void suspend() {
    suspended = true;
    stop(FitRecord.State.RUNNING);
  }

  private void stop(FitRecord.State state) {
    wanted = state;
    Fitter fitter = running;
    if (fitter != null) {
      fitter.stop();
    }
  }

  private synchronized boolean begins() {
    begun = !suspended && fitted.state() == FitRecord.State.RUNNING;
    return begun;
  }

  private synchronized void ended() {
    begun = false;
    wanted = null;
    running = null;
  }

  void mark(FitRecord.State state, String error) throws IOException {
    FitRecord marked = fitted.with(state, error);
    try {
      marked.write(folder);
    } finally {
      fitted = marked;
      changed.accept(this);
    }
  }

  /** Runs it to completion, or until asked to end. */
  void run(Supplier<ClipSource> recording) throws IOException {
    if (!begins()) {
      return;
    }
    try {
      fit(recording.get());
    } catch (FitException e) {
      checkpoints.delete();
      mark(FitRecord.State.FAILED, String.valueOf(e.getMessage()));
    } catch (InterruptedWorkException e) {
      // The studio is shutting down; its next start resumes the fit.
    } catch (IllegalArgumentException | IOException | UncheckedIOException | Refusal e) {
      mark(FitRecord.State.FAILED, String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      mark(
          FitRecord.State.FAILED,
          "Not enough memory for this fit: use fewer layers, less width or more windows.");
    } catch (RuntimeException e) {
      mark(FitRecord.State.FAILED, "Internal error: " + e);
    } finally {
      ended();
    }
  }

  private void fit(ClipSource clip) throws IOException {
    // A comparison should show fits that learn little.
    Fitter fitter = Fitter.with(FitWords.config(fitted.words())).keepingPoor();
    running = fitter;
    if (wanted != null) {
      fitter.stop();
    }
    ClipModel model =
        fitter.fit(FitWords.shown(fitted.words(), clip), checkpoints, new Watching(clip));
    model.write(model(), true);
    FitMetadata facts = FitMetadata.of(model);
    betweenDb = facts.betweenDb();
    parameters = model.parameterCount();
    growth.look(model, seconds());
    noteNow();
    FitRecord.State end = wanted == null ? FitRecord.State.DONE : wanted;
    if (end == FitRecord.State.DONE) {
      checkpoints.delete();
    } else {
      checkpoints.clean();
    }
    live.clear();
    fitter.release();
    history.rest();
    growth.rest();
    mark(end, end == FitRecord.State.DONE && facts.learnedNothing() ? NOTHING : "");
  }

  private double seconds() {
    FitProgress at = progress;
    return at == null ? 0 : at.elapsedSeconds();
  }

  private void noteNow() {
    FitProgress at = progress;
    if (at != null) {
      history.add(
          new FitHistory.Point(at.elapsedSeconds(), at.snrDb(), betweenDb, parameters, at.step()));
    }
  }

  /** Its state, for the page. */
  Map<String, @Nullable Object> entries() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("id", id);
    all.put("recording", fitted.recording());
    all.put("name", fitted.name());
    all.put("created", fitted.created());
    all.put("words", fitted.words());
    all.put("state", fitted.state().name().toLowerCase(Locale.ROOT));
    all.put("error", fitted.error());
    all.put("hasModel", Files.exists(model()));
    FitProgress now = progress;
    if (now != null) {
      all.put("betweenDb", betweenDb);
      all.put("parameters", parameters);
      all.put("step", now.step());
      all.put("spent", now.spent());
      all.put("snrDb", now.snrDb());
      all.put("framesPerSecond", now.framesPerSecond());
      all.put("elapsedSeconds", now.elapsedSeconds());
      all.put("secondsLeft", now.secondsLeft());
      all.put("windows", now.windows());
      all.put("showing", live.seconds() / Math.max(1e-3, now.elapsedSeconds()));
    }
    return all;
  }

  /** Points of the curves: seconds, SNR on the grid and between in dB, parameters, step. */
  List<List<Double>> history() throws IOException {
    return history.values();
  }

  Growth growth() {
    return growth;
  }

  /** Stores what the page shows. */
  private final class Watching implements FitListener {
    private final Halfway halfway;
    private double last = Double.NEGATIVE_INFINITY;

    Watching(ClipSource clip) {
      halfway = Halfway.of(clip);
    }

    @Override
    public void progress(FitProgress now) {
      progress = now;
      if (now.elapsedSeconds() - last >= LEAST_SECONDS_BETWEEN || now.spent() >= 1) {
        last = now.elapsedSeconds();
        noteNow();
        changed.accept(Fit.this);
      }
    }

    @Override
    public void sketched(Supplier<FitSketch> now) {
      live.offer(now, this::measure);
    }

    private void measure(FitSketch sketch) {
      betweenDb = halfway.snrDb(sketch);
      parameters = sketch.model().parameterCount();
      growth.look(sketch.model(), seconds());
    }
  }
}
