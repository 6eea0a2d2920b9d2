package org.sirenaudio.render;

import java.io.IOException;
import java.util.Arrays;
import org.sirenaudio.dsp.Downsampler;
import org.sirenaudio.parallel.Workers;
import org.sirenaudio.render.Renderer.Sink;

/** Decimates blocks of points and emits the resulting frames, in order. */
final class Reduction implements Sink {

  private final Downsampler downsampler;
  private final Downsampler.Stream[] channels;
  private final Workers workers;
  private final Sink sink;
  private float[][] frames = {};

  /**
   * @param downsampler the ratio of the rates
   * @param frame the first frame to emit; the first input point must be the first that it needs
   * @param workers process the channels
   */
  Reduction(Downsampler downsampler, long frame, int channels, Workers workers, Sink sink) {
    this.downsampler = downsampler;
    this.channels = new Downsampler.Stream[channels];
    Arrays.setAll(this.channels, c -> downsampler.from(frame));
    this.workers = workers;
    this.sink = sink;
  }

  @Override
  public void accept(float[][] block, int count) throws IOException {
    int most = downsampler.mostFrames(count);
    if (frames.length == 0 || frames[0].length < most) {
      frames = new float[channels.length][most];
    }
    int[] complete = new int[channels.length];
    workers.forEach(
        channels.length, c -> complete[c] = channels[c].add(block[c], count, frames[c]));
    if (complete[0] > 0) {
      sink.accept(frames, complete[0]);
    }
  }
}
