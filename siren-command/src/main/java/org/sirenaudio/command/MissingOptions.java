package org.sirenaudio.command;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.Gaps;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.Figure;
import org.sirenaudio.fit.config.KnownFrames;
import picocli.CommandLine.Option;

/** The frames of a recording withheld from a fit. */
public final class MissingOptions {

  @Option(
      names = "--gap",
      paramLabel = "START:END",
      description =
          "Leave out the frames from START to END, in seconds, and fill them; repeatable.")
  private List<String> gaps = new ArrayList<>();

  @Option(
      names = "--drop",
      paramLabel = "FRACTION",
      description =
          "Leave out this fraction of the frames (or points of a CSV file) at random, such "
              + "as 0.3, and fill them.")
  private @Nullable Double drop;

  public boolean given() {
    return !gaps.isEmpty() || drop != null;
  }

  /**
   * The remaining points of a CSV file.
   *
   * @param count of its points
   * @throws BadDataException if nothing is left to fit
   */
  public BitSet known(int count, long seed) throws BadDataException {
    if (!gaps.isEmpty()) {
      throw new IllegalArgumentException(
          "--gap applies to recordings; remove the lines from the CSV file instead");
    }
    BitSet known = KnownFrames.all(count).withoutRandom(drop == null ? 0 : drop, seed).known();
    if (known.isEmpty()) {
      throw new BadDataException("nothing is left to fit: --drop removed all points");
    }
    return known;
  }

  /**
   * The remaining frames.
   *
   * @param seed for random removal
   * @param warnings receives a warning if a gap extends beyond the end
   * @throws IllegalArgumentException if an option is malformed
   * @throws BadDataException if nothing is left to fit
   */
  public KnownFrames known(ClipSource clip, long seed, Consumer<String> warnings)
      throws BadDataException {
    KnownFrames known = KnownFrames.all(clip.frames());
    List<String> beyond = new ArrayList<>();
    List<Gaps.Span> spans = gaps().spans();
    for (int i = 0; i < spans.size(); i++) {
      Gaps.Span gap = spans.get(i);
      known = known.withoutGap(clip, gap.startSeconds(), gap.endSeconds());
      if (gap.endSeconds() > clip.seconds()) {
        beyond.add(gaps.get(i));
      }
    }
    if (drop != null) {
      known = known.withoutRandom(drop, seed);
    }
    if (known.count() == 0) {
      throw new BadDataException("nothing is left to fit: the gaps cover the whole recording");
    }
    for (String gap : beyond) {
      String end = Figure.of(clip.seconds());
      warnings.accept(
          "--gap %s extends beyond the recording, which ends at %s s".formatted(gap, end));
    }
    return known;
  }

  /**
   * The gaps of a recording not yet opened.
   *
   * @throws IllegalArgumentException if one is malformed
   */
  public Gaps gaps() {
    List<Gaps.Span> spans = new ArrayList<>();
    for (String gap : gaps) {
      String[] ends = gap.split(":", -1);
      if (ends.length != 2) {
        throw new IllegalArgumentException(
            "--gap must be START:END in seconds, such as 0.5:0.502, not '" + gap + "'");
      }
      spans.add(new Gaps.Span(seconds(ends[0], gap), seconds(ends[1], gap)));
    }
    return Gaps.of(spans);
  }

  private static double seconds(String text, String gap) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--gap must be START:END in seconds, such as 0.5:0.502, not '" + gap + "'", e);
    }
  }
}
