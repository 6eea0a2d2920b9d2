package org.sirenaudio.command.sweep;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.corpus.SweepFit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Parses command lines of {@code siren fit} into configurations: the sweep's own options plus a
 * combination.
 */
final class Ways {

  /** The options of a fit alone. */
  @Command(name = "fit")
  private static final class Fit {
    @Mixin private FitOptions options = new FitOptions();
  }

  private Ways() {}

  private static CommandLine line(Fit fit) {
    return new CommandLine(fit).setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false);
  }

  /**
   * Whether an option takes only integers.
   *
   * @throws IllegalArgumentException if there is no such fit option, or a sweep may not set it
   */
  static boolean whole(String option) {
    OptionSpec spec = line(new Fit()).getCommandSpec().findOption("--" + option);
    if (spec == null || option.equals(FitOptions.THREADS.substring(2))) {
      throw new IllegalArgumentException(
          "--set %s: siren fit has no option --%s to set".formatted(option, option));
    }
    Class<?> type = spec.type();
    return type == int.class || type == long.class;
  }

  /** The sweep's fit options that are not varied, as arguments. */
  static List<String> common(ParseResult given, List<Setting> settings) {
    List<String> words = new ArrayList<>();
    CommandSpec fit = line(new Fit()).getCommandSpec();
    for (ArgSpec arg : given.matchedArgs()) {
      if (arg instanceof OptionSpec option
          && fit.findOption(option.longestName()) != null
          && !option.longestName().equals(FitOptions.THREADS)
          && settings.stream().noneMatch(s -> option.longestName().equals("--" + s.option()))) {
        words.add(option.longestName());
        if (option.arity().max() > 0) {
          words.addAll(option.originalStringValues());
        }
      }
    }
    return words;
  }

  /**
   * The configuration of one combination.
   *
   * @throws IllegalArgumentException if it is invalid
   */
  static SweepFit.Way way(String name, List<String> words) {
    Fit fit = new Fit();
    try {
      line(fit).parseArgs(words.toArray(String[]::new));
      return new SweepFit.Way(name, fit.options.config());
    } catch (ParameterException e) {
      if (e.getCause() instanceof IllegalArgumentException cause) {
        throw cause;
      }
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
