package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.KnownFrames;
import org.sirenaudio.fit.config.TrainingSet;

/** What {@code siren fit} is given: a recording, some of its frames, or points of a CSV file. */
public sealed interface FitInput {

  int MOST_RATE = 768_000;

  /** What the summary and the picture speak of. */
  ClipSource clip();

  /** What the fit is shown, null for all of the clip. */
  @Nullable TrainingSet set();

  /** How the fit fills what it was not shown, null where it was shown everything. */
  @Nullable Baselines missing(FitSession session) throws IOException;

  /**
   * Reads what is to be fitted.
   *
   * @param rate of the grid for points, null for a recording
   */
  static FitInput read(
      Path in, @Nullable Double rate, MissingOptions missing, FitConfig config, Streams streams)
      throws IOException {
    if (!PointsFile.isOne(in)) {
      if (rate != null) {
        throw new IllegalArgumentException("--rate is for CSV files; a recording has its own rate");
      }
      ClipSource clip = StandardStream.open(in, streams);
      return new Recording(clip, missing.known(clip, config.randomSeed()));
    }
    if (rate == null || !(rate >= 1 && rate <= MOST_RATE)) {
      throw new IllegalArgumentException(
          "points at uneven instants need --rate, 1 to " + MOST_RATE + " Hz");
    }
    PointsFile points = PointsFile.read(in);
    BitSet known = missing.known(points, config.randomSeed());
    PointsFile kept = points.only(known);
    TrainingSet set = TrainingSet.points(rate, kept.seconds(), kept.values());
    Clip whole = (Clip) Fitter.with(config).completed(set);
    return new Uneven(points, known, set, whole);
  }

  /** A recording, or some of its frames. */
  record Recording(ClipSource clip, KnownFrames known) implements FitInput {
    private Clip whole() {
      return clip.slice(0, clip.frames());
    }

    @Override
    public @Nullable TrainingSet set() {
      return known.count() == clip.frames() ? null : TrainingSet.frames(whole(), known);
    }

    @Override
    public @Nullable Baselines missing(FitSession session) throws IOException {
      return known.count() == clip.frames()
          ? null
          : MissingReport.of(session, new TrainingSet.Frames(whole(), known));
    }
  }

  /**
   * Points at uneven instants.
   *
   * @param known which of them the fit is shown
   * @param clip them on an even grid
   */
  record Uneven(PointsFile points, BitSet known, TrainingSet set, Clip clip) implements FitInput {
    @Override
    public @Nullable Baselines missing(FitSession session) throws IOException {
      return known.cardinality() == points.seconds().length
          ? null
          : MissingReport.of(session, points, known);
    }
  }
}
