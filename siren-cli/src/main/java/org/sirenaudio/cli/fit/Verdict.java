package org.sirenaudio.cli.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.command.Table;
import org.sirenaudio.fit.report.FitMetadata;

/**
 * The verdict on a fit, printed before its figures if it is poor or was interrupted.
 *
 * @param facts the fit's metadata
 * @param interrupted whether the user stopped it early
 */
public record Verdict(FitMetadata facts, boolean interrupted) {

  public static Verdict of(FitSession session) {
    return new Verdict(session.metadata(), session.interrupted());
  }

  /** The first line of a summary; empty for a good fit. */
  public String text() {
    List<String> parts = new ArrayList<>();
    if (interrupted) {
      parts.add("interrupted: the best state so far");
    }
    if (facts.learnedNothing()) {
      parts.add("nothing learned: %s; kept for study only".formatted(reason()));
    } else if (facts.poor()) {
      parts.add("poor: " + reason());
    }
    return String.join("; ", parts);
  }

  private String reason() {
    OptionalInt worst = facts.worstChannel();
    if (!(facts.snrDb() >= FitMetadata.LOW_DB)) {
      return decibels(facts.snrDb()) + " overall";
    }
    if (worst.isPresent() && facts.channelDb().get(worst.getAsInt()) < FitMetadata.LOW_DB) {
      return channel(worst.getAsInt());
    }
    return String.format(
        Locale.ROOT,
        "%,d of %,d windows below %.0f dB",
        facts.lowWindows(),
        facts.windows(),
        FitMetadata.LOW_DB);
  }

  private String channel(int index) {
    return decibels(facts.channelDb().get(index)) + " in channel " + (index + 1);
  }

  /** The worst of the channels with sound, and the constant ones; empty for mono. */
  String channels() {
    OptionalInt worst = facts.worstChannel();
    if (worst.isEmpty()) {
      return "";
    }
    List<String> constant =
        IntStream.range(0, facts.channelDb().size())
            .filter(c -> Double.isNaN(facts.channelDb().get(c)))
            .mapToObj(c -> Integer.toString(c + 1))
            .toList();
    int others = facts.channelDb().size() - constant.size();
    return channel(worst.getAsInt())
        + (others == 1 ? "" : ", the worst of " + others)
        + (constant.isEmpty()
            ? ""
            : "; silent or constant: channel " + String.join(", ", constant));
  }

  private static String decibels(double db) {
    return Table.number(db, 1) + " dB";
  }

  /** The entries for programs: whether the fit is poor, and whether it has learned nothing. */
  public Map<String, @Nullable Object> entries() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("poor", facts.poor());
    all.put("learnedNothing", facts.learnedNothing());
    all.put("interrupted", interrupted);
    return all;
  }
}
