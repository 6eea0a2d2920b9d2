package org.sirenaudio.fit.config;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.Gaps;
import org.sirenaudio.error.Figure;

/**
 * Which frames of a clip a fit may see. All at first; each method takes some away.
 *
 * @param frames of the clip
 * @param known those that may be seen; not to be changed
 */
public record KnownFrames(int frames, BitSet known) {

  /** More stretches than this are not named: chance takes single frames. */
  private static final int MOST_NAMED = 256;

  /** Every frame of a clip of so many. */
  public static KnownFrames all(int frames) {
    BitSet known = new BitSet(frames);
    known.set(0, frames);
    return new KnownFrames(frames, known);
  }

  /**
   * Without the frames at instants from {@code startSeconds} on and before {@code endSeconds}, or
   * before the clip's end if that comes first.
   *
   * @throws IllegalArgumentException if that is no stretch of the clip, or one without a frame
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
   * Without each frame that chance takes.
   *
   * @param fraction probability of each frame, 0 to below 1
   */
  public KnownFrames withoutRandom(double fraction, long seed) {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the fraction of frames to leave out is 0 to below 1, not " + fraction);
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

  /** How many frames are known. */
  public int count() {
    return known.cardinality();
  }

  /**
   * The stretches that are not known, each as its first frame and its length, such as {@code
   * 800+80,1600+80}; empty where there are none, or more than 256.
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

  /** The frames that are not known. */
  public BitSet missing() {
    BitSet missing = (BitSet) known.clone();
    missing.flip(0, frames);
    return missing;
  }
}
