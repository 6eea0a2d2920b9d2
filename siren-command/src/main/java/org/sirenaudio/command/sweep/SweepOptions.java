package org.sirenaudio.command.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.command.FitOptions;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options of a sweep: a mix-in of every command that sweeps, beside {@link FitOptions}. */
public final class SweepOptions {

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUES",
      required = true,
      description =
          "An option of siren fit and its values: hidden=64,128,256, or lr=log:1e-4:1e-2:5"
              + " (logarithmic spacing), or lin:FROM:TO:N. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--random",
      paramLabel = "N",
      description =
          "Try N random combinations, drawn with --seed, instead of all; ranges then need no number"
              + " of values.")
  private @Nullable Integer random;

  /** No settings, unless options say otherwise. */
  public SweepOptions() {}

  /**
   * What the command line asks for.
   *
   * @param given the command line, with a fit's options that all combinations share
   * @param fit those options
   * @throws IllegalArgumentException if there are no such combinations; the message says why
   */
  public SweepPlan plan(ParseResult given, FitOptions fit) {
    List<Setting> settings = settings();
    List<List<String>> combinations = combinations(settings, fit);
    return SweepPlan.of(settings, combinations, Ways.common(given, settings));
  }

  private List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String text : sets) {
      String option = Setting.option(text);
      if (!names.add(option)) {
        throw new IllegalArgumentException("--set names " + option + " twice");
      }
      settings.add(Setting.parse(text, Ways.whole(option)));
    }
    return settings;
  }

  private List<List<String>> combinations(List<Setting> settings, FitOptions fit) {
    if (random == null) {
      return Setting.combinations(settings);
    }
    if (random < 1) {
      throw new IllegalArgumentException("--random must be at least 1, not " + random);
    }
    return Setting.random(settings, random, fit.config().randomSeed());
  }
}
