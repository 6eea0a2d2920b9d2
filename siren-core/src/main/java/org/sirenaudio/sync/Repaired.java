package org.sirenaudio.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.SoundMetadata;

/**
 * A recording with its jumps removed: missing frames are replaced by silence, surplus frames are
 * dropped.
 *
 * @param jumps ordered by frame
 */
record Repaired(ClipSource clip, List<Jump> jumps, int frames) implements ClipSource {

  static Repaired of(ClipSource clip, List<Jump> jumps) {
    long frames = clip.frames();
    for (Jump jump : jumps) {
      frames += jump.frames();
    }
    return new Repaired(clip, List.copyOf(jumps), Math.toIntExact(frames));
  }

  /**
   * Jumps of a recording, and those found after repairing it.
   *
   * @param first in order
   * @param then in order, in frames of the repaired recording
   */
  static List<Jump> together(List<Jump> first, List<Jump> then) {
    List<Jump> all = new ArrayList<>(first);
    for (Jump jump : then) {
      long shift = 0;
      long least = 0;
      for (Jump before : first) {
        long begin = before.frame() + shift;
        if (jump.frame() < begin) {
          break;
        }
        shift += before.frames();
        least = before.frame() + Math.max(0, -before.frames());
      }
      all.add(new Jump(jump.seconds(), Math.max(least, jump.frame() - shift), jump.frames()));
    }
    all.sort(Comparator.comparingLong(Jump::frame));
    return all;
  }

  @Override
  public double sampleRate() {
    return clip.sampleRate();
  }

  @Override
  public int channels() {
    return clip.channels();
  }

  @Override
  public SoundMetadata metadata() {
    return clip.metadata();
  }

  @Override
  public Clip slice(int fromFrame, int count) {
    Objects.checkFromIndexSize(fromFrame, count, frames);
    float[][] into = new float[channels()][count];
    long begin = 0;
    long shift = 0;
    for (Jump jump : jumps) {
      copy(begin, jump.frame(), shift, fromFrame, into);
      shift += jump.frames();
      begin = jump.frame() + Math.max(0, -jump.frames());
    }
    copy(begin, clip.frames(), shift, fromFrame, into);
    return Clip.of(sampleRate(), into);
  }

  /** Copies the available frames from begin to end, displaced by shift. */
  private void copy(long begin, long end, long shift, int fromFrame, float[][] into) {
    long first = Math.max(begin, fromFrame - shift);
    long last = Math.min(end, fromFrame + into[0].length - shift);
    if (first >= last) {
      return;
    }
    Clip part = clip.slice((int) first, (int) (last - first));
    for (int c = 0; c < into.length; c++) {
      System.arraycopy(
          part.channel(c), 0, into[c], (int) (first + shift - fromFrame), part.frames());
    }
  }
}
