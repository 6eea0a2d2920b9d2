package org.sirenaudio.render;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import java.util.function.Supplier;
import org.sirenaudio.dsp.Downsampler;
import org.sirenaudio.parallel.Workers;
import org.sirenaudio.render.Renderer.Sink;
import org.sirenaudio.render.Renderer.Span;
import org.sirenaudio.time.TimeMap;

/**
 * Samples a function of time block by block, in memory independent of the span and the ratio of
 * rates. A frame does not depend on the span, the blocks or the number of threads.
 *
 * @param functions supplies the function, once per thread
 * @param channels of the function
 * @param sampleRate in Hz, of the frames that time is counted in
 * @param frames covered by the function; it may be evaluated slightly beyond
 * @param threads number of threads, 0 for one per processor
 */
record Sampler(
    Supplier<Function> functions, int channels, double sampleRate, long frames, int threads) {

  private static final int BLOCK = 1 << 14;

  /** A function of time, confined to one thread at a time. */
  @FunctionalInterface
  interface Function {
    /**
     * @param instants in frames, in time order except for mirroring at the ends
     * @param count number of instants
     * @param into receives {@code [channels][count]} from {@code at}
     */
    void evaluate(double[] instants, int count, float[][] into, int at);
  }

  /** The function's values at the instants m/rate. */
  void plain(double rate, Span span, Sink sink) throws IOException {
    try (Workers workers = Workers.of(threads)) {
      double step = sampleRate / rate;
      points(point -> point * step, span.first(), span.frames(), workers, sink);
    }
  }

  /**
   * The function at the instants m/rate, band-limited to half the rate: sampled at K·rate, K the
   * smallest integer for which this is at least twice the sample rate, and decimated through a
   * linear-phase filter. Beyond its ends the function is mirrored ({@link Mirror}).
   */
  void filtered(double rate, Span span, Sink sink) throws IOException {
    double factor = Math.ceil(2 * sampleRate / rate);
    double step = sampleRate / (factor * rate);
    decimated(factor, point -> Mirror.at(point * step, frames), span, sink);
  }

  /**
   * The function on another clock: frame m is its value at {@code map.at(m/rate)}, and silence
   * where that is outside.
   *
   * @param filters whether to remove content that the map shifts above half the rate: the warped
   *     function is sampled at K·rate, K the smallest integer for which neighbouring points are at
   *     most half a frame apart, and decimated through the same filter
   */
  void warped(TimeMap map, double rate, boolean filters, Span span, Sink sink) throws IOException {
    Sink within = new WithinSink(map, span.first(), rate, sink);
    if (filters) {
      double factor = Math.ceil(2 * sampleRate * map.largestSlope() / rate);
      double fine = factor * rate;
      decimated(
          factor, point -> Mirror.at(map.at(point / fine) * sampleRate, frames), span, within);
    } else {
      try (Workers workers = Workers.of(threads)) {
        points(point -> place(map, point / rate), span.first(), span.frames(), workers, within);
      }
    }
  }

  /** Replaces instants outside the function by any inside; they are silenced later. */
  private double place(TimeMap map, double seconds) {
    double place = map.at(seconds) * sampleRate;
    return place >= 0 && place < frames ? place : 0;
  }

  /** Silences the frames of instants outside the function. */
  private final class WithinSink implements Sink {
    private final TimeMap map;
    private final double rate;
    private final Sink sink;
    private long frame;

    WithinSink(TimeMap map, long frame, double rate, Sink sink) {
      this.map = map;
      this.frame = frame;
      this.rate = rate;
      this.sink = sink;
    }

    @Override
    public void accept(float[][] block, int count) throws IOException {
      for (int i = 0; i < count; i++, frame++) {
        double place = map.at(frame / rate) * sampleRate;
        if (place < 0 || place >= frames) {
          for (float[] channel : block) {
            channel[i] = 0;
          }
        }
      }
      sink.accept(block, count);
    }
  }

  private void decimated(double factor, LongToDoubleFunction places, Span span, Sink sink)
      throws IOException {
    Downsampler downsampler = Downsampler.of(factor, 1);
    long first = downsampler.firstPoint(span.first());
    long count = downsampler.lastPoint(span.first() + span.frames() - 1) + 1 - first;
    try (Workers workers = Workers.of(threads)) {
      Reduction reduction = new Reduction(downsampler, span.first(), channels, workers, sink);
      points(places, first, count, workers, reduction);
    }
  }

  private void points(
      LongToDoubleFunction places, long begin, long points, Workers workers, Sink sink)
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
              instants[p][i] = places.applyAsDouble(first + from + i);
            }
            each[p].evaluate(instants[p], length, block, from);
          });
      sink.accept(block, count);
    }
  }
}
