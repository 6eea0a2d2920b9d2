package org.sirenaudio.export.tensorboard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipCollector;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.export.Message;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.fit.report.FitSketch;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/**
 * One fit as a run: scalars as they arrive, sounds and pictures at the start, at the end, and
 * occasionally in between.
 */
final class FitEvents implements FitListener {
  private static final String GRID = "snr_db/grid";
  private static final String BETWEEN = "snr_db/between";
  private static final String PARAMETERS = "parameters";

  /** Maximum length heard and shown, from the start of a longer recording. */
  private static final double MOST_SECONDS = 60;

  /**
   * Minimum time between looks at the model, in multiples of a look's duration, so that looks take
   * less than half a percent of the time.
   */
  private static final long REST = 200;

  /** Maximum interval between events, when a step takes long or many windows take turns. */
  private static final double SECONDS_BETWEEN = 0.25;

  private final TensorBoard board;
  private final String name;
  private final Picture.Drawing drawing;
  private @Nullable EventFile file;
  private @Nullable ClipCollector rendering;
  private int excerpt;
  private int heardFrames;
  private int step = -1;
  private double told = Double.NEGATIVE_INFINITY;

  /** The initial events, once it is known whether the fit is resumed. */
  private TensorBoard.@Nullable Writing begin;

  private boolean resumed;

  /** Steps logged by an interrupted fit; for the writing thread. */
  private int toldBefore = -1;

  private final Duration firstLook;

  /**
   * When the next look at the model is allowed, by {@link System#nanoTime}; none while one is being
   * written.
   */
  private volatile long due = Long.MAX_VALUE;

  FitEvents(TensorBoard board, String name, Picture.Drawing drawing, Duration firstLook) {
    this.board = board;
    this.name = name;
    this.drawing = drawing;
    this.firstLook = firstLook;
  }

  @Override
  public void begun(ClipSource clip, FitConfig config) throws IOException {
    int frames = (int) Math.min(clip.frames(), Math.ceil(MOST_SECONDS * clip.sampleRate()));
    excerpt = frames;
    heardFrames = frames;
    rendering = new ClipCollector(clip.sampleRate(), frames);
    double now = now();
    Map<String, Object> values = HParams.values(config);
    begin =
        () -> {
          long begun = System.nanoTime();
          Optional<EarlierRun> before = resumed ? board.interrupted(name) : Optional.empty();
          Path run = before.isPresent() ? before.get().folder() : board.begin(name);
          EventFile created = EventFile.create(run, now);
          file = created;
          board.opened(created);
          if (before.isPresent()) {
            toldBefore = before.get().lastStep();
          } else {
            add(
                now,
                0,
                HParams.experiment(values, GRID, BETWEEN, PARAMETERS),
                HParams.begun(values, now));
            sound("recording", clip.slice(0, frames), now, 0);
          }
          long taken = System.nanoTime() - begun;
          // The first picture also loads the drawing code; later ones are much cheaper.
          due = begun + Math.max(firstLook.toNanos(), REST / 4 * taken);
        };
  }

  @Override
  public void resumed(double seconds) {
    resumed = true;
  }

  /** Starts the run if not yet started. */
  private void begin() throws IOException {
    TensorBoard.Writing first = begin;
    if (first != null) {
      begin = null;
      board.put(first);
    }
  }

  /** As above, deferring the report of a failure. */
  private boolean begins() {
    try {
      begin();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void progress(FitProgress progress) {
    boolean notable = progress.step() > step || progress.spent() >= 1;
    if (!notable && progress.elapsedSeconds() < told + SECONDS_BETWEEN) {
      return;
    }
    told = progress.elapsedSeconds();
    boolean further = progress.step() > step;
    step = Math.max(step, progress.step());
    int at = step;
    double now = now();
    if (!begins()) {
      return;
    }
    board.offer(
        () -> {
          // With windows taking turns a step may not change for long; log the rest anyway.
          if (at > toldBefore || (at == toldBefore && !further)) {
            add(
                now,
                at,
                Summary.scalar("loss", progress.loss()),
                Summary.scalar("snr_db/training", progress.snrDb()),
                Summary.scalar("frames_per_second", progress.framesPerSecond()));
          }
        });
  }

  @Override
  public void sketched(Supplier<FitSketch> sketch) {
    long begun = System.nanoTime();
    if (due == Long.MAX_VALUE || begun - due < 0 || step < 0) {
      return;
    }
    due = Long.MAX_VALUE;
    ClipModel model = sketch.get().model();
    long copied = System.nanoTime() - begun;
    int at = step;
    double now = now();
    boolean taken =
        board.offer(
            () -> {
              long writing = System.nanoTime();
              if (at > toldBefore) {
                Renderer renderer = Renderer.of(model).threads(1);
                Clip heard = renderer.at(model.sampleRate(), new Renderer.Span(0, heardFrames));
                add(now, at, Summary.scalar(PARAMETERS, (double) model.parameterCount()));
                sound("model", heard, now, at);
              }
              long end = System.nanoTime();
              due = end + REST * (end - writing + copied);
            });
    if (!taken) {
      due = begun + firstLook.toNanos();
    }
  }

  @Override
  public void rendered(float[][] block, int frames) {
    int count = Math.min(frames, excerpt);
    if (count > 0) {
      Objects.requireNonNull(rendering).add(block, count);
      excerpt -= count;
    }
  }

  @Override
  public void fitted(ClipModel model) throws IOException {
    begin();
    double now = now();
    FitMetadata facts = FitMetadata.of(model);
    int last = Math.max(step, facts.steps());
    Clip heard = Objects.requireNonNull(rendering).clip();
    rendering = null;
    board.put(
        () -> {
          add(
              now,
              last,
              Summary.scalar(GRID, facts.snrDb()),
              Summary.scalar(BETWEEN, facts.betweenDb()),
              Summary.scalar(PARAMETERS, (double) facts.parameters()));
          sound("model", heard, now, last);
          add(now, last, HParams.ended(now));
          board.closed(Objects.requireNonNull(file));
        });
  }

  private void sound(String tag, Clip clip, double now, int at) throws IOException {
    add(now, at, Summary.audio(tag, clip), Summary.image("spectrogram/" + tag, drawing.of(clip)));
  }

  private void add(double now, int at, Message... values) throws IOException {
    Objects.requireNonNull(file).add(Summary.event(now, at, values));
  }

  private static double now() {
    return 1e-3 * System.currentTimeMillis();
  }
}
