package org.sirenaudio.export.tensorboard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipCollector;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.export.Message;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.model.ClipModel;

/** One fit as a run: scalars as they come, sounds and pictures at its begin and its end. */
final class FitEvents implements FitListener {
  private static final String GRID = "snr_db/grid";
  private static final String BETWEEN = "snr_db/between";
  private static final String PARAMETERS = "parameters";

  /** Of a longer recording, so much from its begin is heard and seen. */
  private static final double MOST_SECONDS = 60;

  /** Of a step that takes long, or that many windows take in turn, something is told so often. */
  private static final double SECONDS_BETWEEN = 0.25;

  private final TensorBoard board;
  private final String name;
  private final Picture.Drawing drawing;
  private @Nullable EventFile file;
  private @Nullable ClipCollector rendering;
  private int excerpt;
  private int step = -1;
  private double told = Double.NEGATIVE_INFINITY;

  FitEvents(TensorBoard board, String name, Picture.Drawing drawing) {
    this.board = board;
    this.name = name;
    this.drawing = drawing;
  }

  @Override
  public void begun(ClipSource clip, FitConfig config) throws IOException {
    int frames = (int) Math.min(clip.frames(), Math.ceil(MOST_SECONDS * clip.sampleRate()));
    excerpt = frames;
    rendering = new ClipCollector(clip.sampleRate(), frames);
    Path run = board.begin(name);
    double now = now();
    Map<String, Object> values = HParams.values(config);
    board.put(
        () -> {
          EventFile created = EventFile.create(run, now);
          file = created;
          board.opened(created);
          created.add(
              Summary.event(
                  now,
                  0,
                  HParams.experiment(values, GRID, BETWEEN, PARAMETERS),
                  HParams.begun(values, now)));
          sound("recording", clip.slice(0, frames), now, 0);
        });
  }

  @Override
  public void progress(FitProgress progress) {
    boolean notable = progress.step() > step || progress.spent() >= 1;
    if (!notable && progress.elapsedSeconds() < told + SECONDS_BETWEEN) {
      return;
    }
    told = progress.elapsedSeconds();
    step = Math.max(step, progress.step());
    int at = step;
    double now = now();
    board.offer(
        () ->
            add(
                now,
                at,
                Summary.scalar("loss", progress.loss()),
                Summary.scalar("snr_db/training", progress.snrDb()),
                Summary.scalar("frames_per_second", progress.framesPerSecond())));
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
