package org.sirenaudio.fit.config;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.Gaps;
import org.sirenaudio.error.Figure;

/**
 * The frames of a clip available to a fit. Initially all; each method removes some.
 *
 * @param frames of the clip
 * @param known the available frames; not to be changed
 */
public record KnownFrames(int frames, BitSet known) {

  /** Beyond this many gaps they are not listed: random drops remove single frames. */
  private static final int MOST_NAMED = 256;

  /** All frames of a clip of the given length. */
  public static KnownFrames all(int frames) {
    BitSet known = new BitSet(frames);
    known.set(0, frames);
    return new KnownFrames(frames, known);
  }

  /**
   * Removes the frames from {@code startSeconds} up to, but excluding, {@code endSeconds} or the
   * clip's end.
   *
   * @throws IllegalArgumentException if the span is not within the clip or contains no frame
   */
  public KnownFrames withoutGap(ClipSource clip, double startSeconds, double endSeconds) {
    String gap = "the gap %s:%s ".formatted(Figure.of(startSeconds), Figure.of(endSeconds));
    if (!(startSeconds >= 0 && startSeconds < clip.seconds())) {
      throw new IllegalArgumentException(
          gap + "does not begin within the clip's 0 to %s s".formatted(Figure.of(clip.seconds())));
    }
    if (!(endSeconds > startSeconds)) {
      throw new IllegalArgumentException(gap + "does not end after it begins");
    }
    BitSet rest = (BitSet) known.clone();
    Gaps.Span span = new Gaps.Span(startSeconds, endSeconds);
    int from = (int) span.firstFrame(clip.sampleRate());
    int to = (int) Math.min(frames, span.endFrame(clip.sampleRate()));
    if (to <= from) {
      throw new IllegalArgumentException(
          gap
              + "lies between two frames; frames are %s s apart"
                  .formatted(Figure.of(1 / clip.sampleRate())));
    }
    rest.clear(from, to);
    return new KnownFrames(frames, rest);
  }

  /**
   * Removes frames at random.
   *
   * @param fraction probability of each frame, 0 to below 1
   * @param seed the same one removes the same frames
   * @throws IllegalArgumentException if the fraction is out of range
   */
  public KnownFrames withoutRandom(double fraction, long seed) {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the fraction of frames to drop must be from 0 to below 1, not " + fraction);
    }
    SplittableRandom random = new SplittableRandom(seed);
    BitSet rest = (BitSet) known.clone();
    for (int i = 0; i < frames; i++) {
      if (random.nextDouble() < fraction) {
        rest.clear(i);
      }
    }
    return new KnownFrames(frames, rest);
  }

  /** Number of available frames. */
  public int count() {
    return known.cardinality();
  }

  /**
   * The unavailable stretches, each as first frame and length, such as {@code 800+80,1600+80};
   * empty if there are none or more than 256.
   */
  public String gaps() {
    List<String> gaps = new ArrayList<>();
    int from = known.nextClearBit(0);
    while (from < frames && gaps.size() <= MOST_NAMED) {
      int next = known.nextSetBit(from);
      int to = next < 0 ? frames : next;
      gaps.add(from + "+" + (to - from));
      from = known.nextClearBit(to);
    }
    return gaps.size() > MOST_NAMED ? "" : String.join(",", gaps);
  }

  /** The unavailable frames. */
  public BitSet missing() {
    BitSet missing = (BitSet) known.clone();
    missing.flip(0, frames);
    return missing;
  }
}
