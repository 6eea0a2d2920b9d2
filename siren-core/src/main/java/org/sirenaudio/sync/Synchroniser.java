package org.sirenaudio.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.Figure;
import org.sirenaudio.parallel.Workers;
import org.sirenaudio.time.TimeMap;

/**
 * Estimates offset, rate, drift and jumps between two recordings of one event: first from envelopes
 * and chunks, then by {@link FineFit} on the cross-spectra of blocks. Recordings may differ in
 * rate, channels, length, level and bandwidth; channels are averaged. Immutable and thread-safe.
 */
public final class Synchroniser {

  private static final double LEAST_SECONDS = 1;

  private static final double SECOND_REACH = 1e-3;
  private static final double SECOND_TOLERANCE = 1e-4;

  private static final int MOST_BLOCKS = 2000;

  /** Coarse score of a rival line relative to the best's; unrelated lines have up to 0.3. */
  private static final double RIVAL_SCORE = 0.5;

  private static final double RIVAL_STRENGTH = 0.9;
  private static final double RIVAL_SHARE = 0.6;

  /** Twice the reach of a rough search and more: nearer lines lead to the same place. */
  private static final double LEAST_APART_SECONDS = 0.2;

  private final Aligned aligned;
  private final OptionalDouble guess;
  private final int threads;
  private final Consumer<SyncProgress> progress;

  private Synchroniser(
      Aligned aligned, OptionalDouble guess, int threads, Consumer<SyncProgress> progress) {
    this.aligned = aligned;
    this.guess = guess;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Synchronises another recording to a reference.
   *
   * @throws BadDataException if one of them is silent, too short or sampled below 200 Hz, or they
   *     have nothing in common or match equally well at several places
   * @throws org.sirenaudio.error.InterruptedWorkException if the thread is interrupted
   * @throws java.io.UncheckedIOException if a recording cannot be read
   */
  public static Synchronisation of(ClipSource reference, ClipSource other) throws BadDataException {
    return between(reference, other).find();
  }

  /** As above, with options. */
  public static Synchroniser between(ClipSource reference, ClipSource other) {
    return new Synchroniser(new Aligned(reference, other), OptionalDouble.empty(), 0, stage -> {});
  }

  /**
   * A copy that searches near an offset first.
   *
   * @param offsetSeconds expected start of the other recording on the reference's clock, within 50
   *     ms; a wrong value only costs time
   */
  public Synchroniser near(double offsetSeconds) {
    return new Synchroniser(aligned, OptionalDouble.of(offsetSeconds), threads, progress);
  }

  /**
   * A copy that uses other threads.
   *
   * @param count number of threads, 0 for one per processor
   */
  public Synchroniser threads(int count) {
    return new Synchroniser(aligned, guess, count, progress);
  }

  /** A copy with a progress listener, called on the thread that waits for the result. */
  public Synchroniser telling(Consumer<SyncProgress> listener) {
    return new Synchroniser(aligned, guess, threads, listener);
  }

  /**
   * Runs the synchronisation.
   *
   * @throws BadDataException if one of them is silent, too short or sampled below 200 Hz, or they
   *     have nothing in common or match equally well at several places
   * @throws org.sirenaudio.error.InterruptedWorkException if the thread is interrupted
   * @throws IllegalArgumentException if the number of threads is negative
   * @throws java.io.UncheckedIOException if a recording cannot be read
   */
  public Synchronisation find() throws BadDataException {
    try (Workers workers = Workers.of(threads)) {
      return found(workers);
    }
  }

  private Synchronisation found(Workers workers) throws BadDataException {
    ClipSource reference = aligned.reference();
    ClipSource other = aligned.other();
    if (Math.min(reference.seconds(), other.seconds()) < LEAST_SECONDS) {
      throw new BadDataException(
          "the recordings last %.2f and %.2f s; at least one second of each is needed"
              .formatted(reference.seconds(), other.seconds()));
    }
    double rate = Math.min(reference.sampleRate(), other.sampleRate());
    if (rate < Envelopes.LEAST_RATE) {
      throw new BadDataException(
          "a sample rate of %s Hz is too low to synchronise; at least %s Hz are needed"
              .formatted(Figure.of(rate), Figure.of(Envelopes.LEAST_RATE)));
    }
    progress.accept(new SyncProgress("listening", 0));
    Envelopes first = Envelopes.of(new Mono(reference), aligned.highest(), workers);
    Envelopes second = Envelopes.of(new Mono(other), aligned.highest(), workers);
    requireSound(first, "the reference");
    requireSound(second, "the other recording");
    if (guess.isPresent()) {
      Confirmed confirmed = confirmed(new Line(-guess.getAsDouble(), 0), first, second, workers);
      if (confirmed != null) {
        return fitted(confirmed, workers);
      }
    }
    progress.accept(new SyncProgress("searching", 0.2));
    List<CoarseSearch.Found> lines = CoarseSearch.lines(first, second, workers);
    for (CoarseSearch.Found found : lines) {
      Confirmed confirmed = confirmed(found.line(), first, second, workers);
      if (confirmed != null) {
        requireOnePlace(confirmed, found, lines, workers);
        return fitted(confirmed, workers);
      }
    }
    throw new BadDataException(
        "the recordings have nothing in common: their chunks agree on no offset; are both of the same event?");
  }

  /**
   * Refuses a place that others equal, as in a loop. Without a jump, and with more than half of the
   * chunks on either line, the same chunks are on both.
   */
  private void requireOnePlace(
      Confirmed confirmed, CoarseSearch.Found best, List<CoarseSearch.Found> lines, Workers workers)
      throws BadDataException {
    TimeMap map = confirmed.map();
    double[] overlap = aligned.overlap(map);
    double middle = 0.5 * (overlap[0] + overlap[1]);
    List<CoarseSearch.Found> rivals =
        lines.stream()
            .filter(line -> line.score() >= RIVAL_SCORE * best.score())
            .filter(
                line ->
                    Math.abs(middle + line.line().at(middle) - map.at(middle))
                        > LEAST_APART_SECONDS)
            .toList();
    if (rivals.isEmpty() || !confirmed.jumps().isEmpty()) {
      return;
    }
    double strength = strength(best.line(), workers);
    for (CoarseSearch.Found rival : rivals) {
      if (strength > 0 && strength(rival.line(), workers) >= RIVAL_STRENGTH * strength) {
        throw new BadDataException(
            "the other recording matches the reference equally well at %.1f s and %.1f s; shorten the reference to the right pass, or give both files a time reference (bext)"
                .formatted(map.inverse(0), -rival.line().lag() / (1 + rival.line().slope())));
      }
    }
  }

  /** The correlation of the chunks near a line, summed over the overlap; 0 if few are near it. */
  private double strength(Line line, Workers workers) {
    TimeMap map = TimeMap.linear(line.lag(), 1 + line.slope());
    double[] overlap = aligned.overlap(map);
    Agreement agreed =
        Agreement.of(aligned.roughLags(map, overlap, workers), Aligned.ROUGH_TOLERANCE);
    return agreed == null || agreed.share() < RIVAL_SHARE
        ? 0
        : agreed.height(Aligned.ROUGH_TOLERANCE) * (overlap[1] - overlap[0]);
  }

  private static void requireSound(Envelopes envelopes, String name) throws BadDataException {
    for (float[] band : envelopes.bands()) {
      for (float value : band) {
        if (value != 0) {
          return;
        }
      }
    }
    throw new BadDataException(name + " is silent");
  }

  /**
   * An approximate map.
   *
   * @param repaired the recordings without jumps
   * @param share of the chunks that agree on it
   */
  private record Confirmed(Aligned repaired, List<Jump> jumps, TimeMap map, double share) {}

  /** The map that most chunks agree on near a line; null if too few do. */
  private @Nullable Confirmed confirmed(
      Line line, Envelopes first, Envelopes second, Workers workers) {
    if (line.slope() <= -0.5) {
      return null;
    }
    progress.accept(new SyncProgress("matching", 0.3));
    TimeMap map = TimeMap.linear(line.lag(), 1 + line.slope());
    ChunkLags rough = aligned.roughLags(map, aligned.overlap(map), workers);
    Agreement agreed = Agreement.of(rough, Aligned.ROUGH_TOLERANCE);
    if (agreed == null) {
      return null;
    }
    progress.accept(new SyncProgress("tracking", 0.4));
    TimeMap better =
        TimeMap.linear(line.lag() + agreed.line().lag(), 1 + line.slope() + agreed.line().slope());
    LongJumps.Found far = LongJumps.of(aligned, better, agreed, first, second, workers);
    Breaks.Found found = Breaks.of(aligned.without(far.jumps()), far.line(), workers);
    List<Jump> jumps = Repaired.together(far.jumps(), found.jumps());
    Aligned repaired = aligned.without(jumps);
    progress.accept(new SyncProgress("refining", 0.6));
    ChunkLags fine = repaired.lags(found.map(), SECOND_REACH, Double.MAX_VALUE, workers).matched();
    Agreement close = Agreement.of(fine, SECOND_TOLERANCE);
    return close == null
        ? new Confirmed(repaired, jumps, found.map(), agreed.share())
        : new Confirmed(
            repaired, jumps, close.bent(found.map(), repaired.overlap(found.map())), close.share());
  }

  private Synchronisation fitted(Confirmed confirmed, Workers workers) throws BadDataException {
    progress.accept(new SyncProgress("fitting", 0.75));
    TimeMap map = confirmed.map();
    Aligned repaired = confirmed.repaired();
    long[] starts = repaired.starts(map, repaired.blockLength(), MOST_BLOCKS);
    if (starts.length < 4) {
      throw new BadDataException("the recordings overlap for less than a second");
    }
    BlockSpectra spectra = repaired.spectra(map, starts, workers);
    FineFit.Result fit = FineFit.of(spectra);
    if (!fit.settled()) {
      throw new BadDataException(
          "the clocks drift too irregularly: the fit of the drift did not converge");
    }
    progress.accept(new SyncProgress("done", 1));
    return new Summary(map, fit, repaired.overlap(map))
        .synchronisation(
            confirmed.share(), placed(confirmed.jumps(), map, fit), spectra.coherence(fit.lags()));
  }

  /** The positions of the jumps on the reference's clock under the final map. */
  private List<Jump> placed(List<Jump> jumps, TimeMap map, FineFit.Result fit) {
    List<Jump> placed = new ArrayList<>();
    long shift = 0;
    for (Jump jump : jumps) {
      double seconds = map.inverse((jump.frame() + shift) / aligned.other().sampleRate());
      placed.add(new Jump(seconds - fit.lag(seconds), jump.frame(), jump.frames()));
      shift += jump.frames();
    }
    return placed;
  }
}
