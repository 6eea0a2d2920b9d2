package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.Gaps;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.MissingOptions;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.KnownFrames;
import org.sirenaudio.fit.config.TrainingSet;
import org.sirenaudio.metrics.LogSpectralDistance;
import org.sirenaudio.render.Renderer;

/** The training data: a recording, some of its frames, or points from a CSV file. */
public sealed interface FitInput {

  /** The clip that summary and picture refer to. */
  ClipSource clip();

  /** The training set. */
  TrainingSet set();

  /** Whether anything was held out. */
  boolean isPartial();

  /** How well the fit restores what was held out; null if nothing was. */
  @Nullable Baselines missing(FitSession session, GridRendering rendering) throws IOException;

  /** Opens a recording; within its gaps, samples need not be finite. */
  @FunctionalInterface
  interface Opening {
    ClipSource open(Path in, Gaps gaps) throws IOException;
  }

  /**
   * Reads the input.
   *
   * @param recordings opens recordings; not used for CSV files
   * @param bandLimit twice the highest frequency of points in Hz, null for a recording
   */
  static FitInput read(
      Path in,
      @Nullable Double bandLimit,
      MissingOptions missing,
      FitConfig config,
      Streams streams,
      Opening recordings)
      throws IOException {
    if (!PointsFile.isOne(in)) {
      if (bandLimit != null) {
        throw new IllegalArgumentException(
            StandardStream.is(in)
                ? "a CSV file cannot be read from stdin; give a file name ending in .csv"
                : "--band-limit applies to CSV files; a recording has its own rate");
      }
      return RecordedInput.read(in, missing, config, streams, recordings);
    }
    if (bandLimit == null || !(bandLimit >= 1 && bandLimit <= Clip.MAX_RATE)) {
      throw new IllegalArgumentException(
          "points at uneven instants need --band-limit, 1 to " + Clip.MAX_RATE + " Hz");
    }
    PointsFile points = PointsFile.read(in);
    BitSet known = missing.known(points.seconds().length, config.randomSeed());
    PointsFile kept = points.only(known);
    TrainingSet set = TrainingSet.points(bandLimit, kept.seconds(), kept.values());
    return new PointsInput(points, known, set, Fitter.with(config).completed(set));
  }

  /**
   * A recording, or some of its frames.
   *
   * @param broken held-out frames that the recording lacks
   */
  record RecordedInput(ClipSource clip, KnownFrames known, BitSet broken) implements FitInput {

    /** Opens a recording; within its gaps, samples need not be finite. */
    public static RecordedInput read(
        Path in, MissingOptions missing, FitConfig config, Streams streams, Opening recordings)
        throws IOException {
      Gaps gaps = missing.gaps();
      ClipSource clip = recordings.open(in, gaps);
      KnownFrames known =
          missing.known(
              clip, config.randomSeed(), warning -> streams.err().printf("siren: %s%n", warning));
      // For long files, broken frames are known only after reading.
      if (!(clip instanceof Clip) && !gaps.spans().isEmpty()) {
        clip.slice(0, clip.frames());
      }
      return new RecordedInput(clip, known, gaps.broken());
    }

    private Clip whole() {
      return clip.slice(0, clip.frames()).withMetadata(clip.metadata());
    }

    @Override
    public TrainingSet set() {
      return isPartial() ? TrainingSet.frames(whole(), known) : TrainingSet.all(clip);
    }

    @Override
    public boolean isPartial() {
      return known.count() < clip.frames();
    }

    @Override
    public @Nullable Baselines missing(FitSession session, GridRendering rendering)
        throws IOException {
      if (!isPartial()) {
        return null;
      }
      ClipSource sound = rendering.sound(session.model(), 0);
      double[] frames = new double[clip.frames()];
      Arrays.setAll(frames, i -> i);
      return Baselines.of(
          whole().samples(),
          frames,
          known.known(),
          broken,
          List.of(new Baselines.Estimate("Siren", sound.slice(0, sound.frames()).samples())),
          new LogSpectralDistance());
    }
  }

  /**
   * Points at non-uniform instants.
   *
   * @param known those used for training
   * @param clip the points on a uniform grid
   */
  record PointsInput(PointsFile points, BitSet known, TrainingSet set, ClipSource clip)
      implements FitInput {
    @Override
    public boolean isPartial() {
      return known.cardinality() < points.seconds().length;
    }

    @Override
    public @Nullable Baselines missing(FitSession session, GridRendering rendering)
        throws IOException {
      if (!isPartial()) {
        return null;
      }
      double end = session.model().seconds();
      double[] within = Arrays.stream(points.seconds()).map(t -> Math.min(t, end)).toArray();
      float[][] answers = Renderer.of(session.model()).atInstants(within);
      List<Baselines.Estimate> own = List.of(new Baselines.Estimate("Siren", answers));
      return Baselines.of(points.values(), points.seconds(), known, new BitSet(), own, null);
    }
  }
}
