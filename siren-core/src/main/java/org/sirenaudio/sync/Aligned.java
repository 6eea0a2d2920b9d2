package org.sirenaudio.sync;

import java.util.Arrays;
import java.util.List;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.parallel.Workers;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.TimeMap;

/**
 * A reference and another recording, with access to stretches of both on the reference's clock
 * under any map.
 */
record Aligned(ClipSource reference, ClipSource other) {

  /** Of the lower rate. */
  private static final double BAND = 0.47;

  private static final double ROUGH_REACH = 0.05;
  private static final double ROUGH_HIGHEST_HZ = 2000;

  /** Tolerance for the lags of {@link #roughLags} to agree with a line. */
  static final double ROUGH_TOLERANCE = 4e-4;

  private static final double CHUNK_SECONDS = 0.5;
  private static final int MOST_CHUNKS = 400;
  private static final double BLOCK_SECONDS = 0.12;

  /** Stretches produced by one thread at a time. */
  private static final int TOGETHER = 8;

  private static final float[] NONE = {};

  /** A copy without jumps in the other's time. */
  Aligned without(List<Jump> jumps) {
    return jumps.isEmpty() ? this : new Aligned(reference, Repaired.of(other, jumps));
  }

  /** The common bandwidth in Hz. */
  double highest() {
    return BAND * Math.min(reference.sampleRate(), other.sampleRate());
  }

  /** The span of the reference's clock covered by both. */
  double[] overlap(TimeMap toOther) {
    double begin = Math.max(0, toOther.inverse(0));
    double end = Math.min(reference.seconds(), toOther.inverse(other.seconds()));
    return new double[] {begin, end};
  }

  /** First frames of stretches of the overlap, evenly spaced. */
  long[] starts(TimeMap toOther, int length, int most) {
    return starts(overlap(toOther), length, most);
  }

  /** As above, within a span of the reference's clock. */
  private long[] starts(double[] span, int length, int most) {
    double rate = reference.sampleRate();
    long first = (long) Math.ceil(span[0] * rate);
    long room = (long) Math.floor(span[1] * rate) - length - first;
    if (room < 0) {
      return new long[0];
    }
    int count = Math.clamp((long) (room / (0.5 * length)) + 1, 1, most);
    long[] starts = new long[count];
    Arrays.setAll(starts, i -> first + (count == 1 ? 0 : room * i / (count - 1)));
    return starts;
  }

  /** At most about this many seconds, in frames of the reference: a power of two. */
  private int powerOfTwo(double seconds) {
    return Integer.highestOneBit((int) (seconds * reference.sampleRate()) - 1) * 2;
  }

  /** Block length of {@link #spectra}, in frames of the reference. */
  int blockLength() {
    return powerOfTwo(BLOCK_SECONDS);
  }

  /** Supplies stretches of a signal. */
  @FunctionalInterface
  interface Chunks {
    /**
     * @param from the first frame, possibly outside
     */
    float[] chunk(long from, int count);
  }

  /** Receives stretches of two signals that begin at the same frame. */
  @FunctionalInterface
  interface Stretches {
    /**
     * @param number index of the stretch
     */
    void accept(int number, float[] reference, float[] other);
  }

  /**
   * Processes stretches of two signals on the workers' threads. Adjacent overlapping ones are read
   * together.
   *
   * @param starts their first frames, ascending
   */
  static void each(
      Chunks reference, Chunks other, long[] starts, int length, Workers workers, Stretches sink) {
    workers.forEach(
        (starts.length + TOGETHER - 1) / TOGETHER,
        group -> {
          int begin = group * TOGETHER;
          int end = Math.min(starts.length, begin + TOGETHER);
          long all = starts[end - 1] + length - starts[begin];
          boolean overlap = all < (long) (end - begin) * length;
          float[] x = overlap ? reference.chunk(starts[begin], (int) all) : NONE;
          float[] y = overlap ? other.chunk(starts[begin], (int) all) : NONE;
          for (int i = begin; i < end; i++) {
            Workers.requireNotInterrupted();
            int at = (int) (starts[i] - starts[begin]);
            sink.accept(
                i,
                overlap
                    ? Arrays.copyOfRange(x, at, at + length)
                    : reference.chunk(starts[i], length),
                overlap ? Arrays.copyOfRange(y, at, at + length) : other.chunk(starts[i], length));
          }
        });
  }

  Chunks ofReference() {
    return new Mono(reference)::stretch;
  }

  Chunks ofOther(TimeMap toOther) {
    Renderer renderer = Renderer.of(other).on(toOther).threads(1);
    return (from, count) -> {
      float[] chunk = new float[count];
      Mono.mix(renderer.at(reference.sampleRate(), new Renderer.Span(from, count)), chunk, 0);
      return chunk;
    };
  }

  /**
   * Residual lags of the overlap's chunks under a map.
   *
   * @param reach in seconds
   * @param most in Hz
   */
  ChunkLags lags(TimeMap map, double reach, double most, Workers workers) {
    return lags(map, overlap(map), reach, most, workers);
  }

  /** As above at a few kilohertz around a line found from the envelopes, within a span. */
  ChunkLags roughLags(TimeMap map, double[] span, Workers workers) {
    return lags(map, span, ROUGH_REACH, ROUGH_HIGHEST_HZ, workers);
  }

  private ChunkLags lags(TimeMap map, double[] span, double reach, double most, Workers workers) {
    double rate = reference.sampleRate();
    int length = powerOfTwo(CHUNK_SECONDS);
    return ChunkLags.of(
        new ChunkLags.Signals(ofReference(), ofOther(map), rate, Math.min(most, highest())),
        starts(span, length, MOST_CHUNKS),
        length,
        Math.min(length / 2 - 1, (int) Math.ceil(reach * rate)),
        workers);
  }

  /**
   * Cross-spectra of blocks of {@link #blockLength} under a map.
   *
   * @param starts their first frames
   */
  BlockSpectra spectra(TimeMap map, long[] starts, Workers workers) {
    return BlockSpectra.of(
        ofReference(),
        ofOther(map),
        reference.sampleRate(),
        starts,
        blockLength(),
        highest(),
        workers);
  }
}
