package org.sirenaudio.render;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.sirenaudio.dsp.Downsampler;
import org.sirenaudio.parallel.Workers;
import org.sirenaudio.render.Renderer.Sink;
import org.sirenaudio.render.Renderer.Span;

/**
 * Samples a function of time block by block, in memory that grows neither with the span nor with
 * the ratio of rates. A frame does not depend on the span, the blocks or the number of threads.
 *
 * @param functions gives the function, once for each thread
 * @param channels of the function
 * @param sampleRate in Hz, of the frames that time is counted in
 * @param frames that the function covers; it may be asked for a little more
 * @param threads how many to use, 0 for one per processor
 */
record Sampler(
    Supplier<Function> functions, int channels, double sampleRate, long frames, int threads) {

  private static final int BLOCK = 1 << 14;

  /** Of time, for one thread at a time. */
  @FunctionalInterface
  interface Function {
    /**
     * @param instants in frames, in order of time but for a turn at either end
     * @param count how many
     * @param into receives {@code [channels][count]} from {@code at} on
     */
    void evaluate(double[] instants, int count, float[][] into, int at);
  }

  /** The function as it is at the instants m/rate. */
  void plain(double rate, Span span, Sink sink) throws IOException {
    try (Workers workers = Workers.of(threads)) {
      points(sampleRate / rate, span.first(), span.frames(), false, workers, sink);
    }
  }

  /**
   * The function at the instants m/rate without what lies above half the rate: sampled at K·rate, K
   * the least whole number that makes this twice the sample rate or more, and put through a
   * linear-phase filter. Beyond its ends the function is mirrored ({@link Mirror}).
   */
  void filtered(double rate, Span span, Sink sink) throws IOException {
    double factor = Math.ceil(2 * sampleRate / rate);
    Downsampler downsampler = Downsampler.of(factor, 1);
    long first = downsampler.firstPoint(span.first());
    long count = downsampler.lastPoint(span.first() + span.frames() - 1) + 1 - first;
    try (Workers workers = Workers.of(threads)) {
      Reduction reduction = new Reduction(downsampler, span.first(), channels, workers, sink);
      points(sampleRate / (factor * rate), first, count, true, workers, reduction);
    }
  }

  private void points(
      double step, long begin, long points, boolean mirrored, Workers workers, Sink sink)
      throws IOException {
    int pieces = workers.threads();
    Function[] each = new Function[pieces];
    Arrays.setAll(each, i -> functions.get());
    double[][] instants = new double[pieces][BLOCK];
    float[][] block = new float[channels][(int) Math.min(points, (long) BLOCK * pieces)];
    for (long done = 0; done < points; done += block[0].length) {
      int count = (int) Math.min(block[0].length, points - done);
      long first = begin + done;
      int share = (count + pieces - 1) / pieces;
      workers.forEach(
          pieces,
          p -> {
            int from = Math.min(count, p * share);
            int length = Math.min(count, from + share) - from;
            for (int i = 0; i < length; i++) {
              double instant = (first + from + i) * step;
              instants[p][i] = mirrored ? Mirror.at(instant, frames) : instant;
            }
            each[p].evaluate(instants[p], length, block, from);
          });
      sink.accept(block, count);
    }
  }
}
