package org.sirenaudio.fit;

import org.sirenaudio.audio.Clip;

/** What one network has to learn: a window of a clip, scaled. */
final class WindowTargets {

  private final Clip clip;
  private final int firstFrame;
  private final int frames;
  private final float factor;
  private final double meanSquare;

  /**
   * @param unit amplitude that a network's output of 1 shall stand for
   */
  WindowTargets(Clip clip, int firstFrame, int frames, double unit) {
    this.clip = clip;
    this.firstFrame = firstFrame;
    this.frames = frames;
    this.factor = (float) (1 / unit);
    double sum = 0;
    for (int c = 0; c < clip.channels(); c++) {
      float[] samples = clip.channel(c);
      for (int i = firstFrame; i < firstFrame + frames; i++) {
        double value = factor * samples[i];
        sum += value * value;
      }
    }
    meanSquare = sum / ((double) frames * clip.channels());
  }

  int firstFrame() {
    return firstFrame;
  }

  int frames() {
    return frames;
  }

  int channels() {
    return clip.channels();
  }

  /** Mean square of the scaled samples: the squared error of answering silence. */
  double meanSquare() {
    return meanSquare;
  }

  double coordinate(int frame) {
    return -1 + 2.0 * frame / Math.max(1, frames - 1);
  }

  /** Writes one frame's scaled samples, channel after channel. */
  void read(int frame, float[] into, int at) {
    for (int c = 0; c < clip.channels(); c++) {
      into[at + c] = factor * clip.channel(c)[firstFrame + frame];
    }
  }
}
