package org.sirenaudio.dist;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** All commands, each after its parent. */
record Commands(List<Entry> all) {

  static Commands of(CommandSpec root) {
    List<Entry> all = new ArrayList<>();
    add(root, all);
    return new Commands(List.copyOf(all));
  }

  private static void add(CommandSpec command, List<Entry> all) {
    all.add(new Entry(command));
    command.subcommands().values().stream()
        .distinct()
        .map(line -> line.getCommandSpec())
        .filter(spec -> !spec.usageMessage().hidden())
        .forEach(spec -> add(spec, all));
  }

  /** The direct subcommands of one. */
  List<Entry> below(Entry parent) {
    return all.stream().filter(entry -> parent.spec().equals(entry.spec().parent())).toList();
  }

  /** Text without picocli's markup. */
  private static String plain(String... lines) {
    return List.of(lines).stream()
        .map(line -> Ansi.OFF.string(line.replace("%n", " ").replace("%%", "%")))
        .collect(Collectors.joining(" "))
        .strip();
  }

  /** One command. */
  record Entry(CommandSpec spec) {

    /** As it is typed: {@code siren corpus fit}. */
    String name() {
      return spec.qualifiedName();
    }

    /** The name of its man page: {@code siren-corpus-fit}. */
    String page() {
      return spec.qualifiedName("-");
    }

    /** Without the program name: {@code corpus fit}. */
    String path() {
      return name().substring(spec.root().name().length()).strip();
    }

    String description() {
      return plain(spec.usageMessage().description());
    }

    /** The first sentence. */
    String summary() {
      return description().replaceFirst("(?<=[a-z)])\\. .*|\\.$", "");
    }

    /** The options shown by help, in its order. */
    List<Argument> options() {
      Comparator<OptionSpec> order =
          spec.usageMessage().sortOptions()
              ? Comparator.comparing(option -> option.longestName().replaceFirst("^-+", ""))
              : Comparator.comparingInt(OptionSpec::order)
                  .thenComparing(option -> option.order() < 0 ? "" : option.longestName());
      return spec.options().stream()
          .filter(option -> !option.hidden())
          .sorted(order)
          .map(option -> new Argument(List.of(option.names()), option))
          .toList();
    }

    List<Argument> positionals() {
      return spec.positionalParameters().stream()
          .filter(argument -> !argument.hidden())
          .sorted(Comparator.comparingInt((PositionalParamSpec p) -> p.index().min()))
          .map(argument -> new Argument(List.of(), argument))
          .toList();
    }
  }

  /**
   * An option, or a positional parameter.
   *
   * @param names of an option; empty for a parameter
   */
  record Argument(List<String> names, ArgSpec spec) {

    boolean takesValue() {
      return spec.arity().max() > 0;
    }

    boolean isRepeatable() {
      return spec.isMultiValue();
    }

    boolean isFile() {
      return spec.typeInfo().getType().equals(Path.class)
          || (spec.isMultiValue() && List.of(spec.auxiliaryTypes()).contains(Path.class));
    }

    String label() {
      return spec.paramLabel();
    }

    String description() {
      return plain(spec.description());
    }

    /** The first sentence, for a menu. */
    String hint() {
      return description()
          .replaceFirst(" ?\\(default: .*?\\)", "")
          .replaceFirst("(?<=[a-z)])[.;] .*|\\.$", "");
    }

    /** The possible values, or none if unrestricted. */
    List<String> values() {
      List<String> values = new ArrayList<>();
      if (spec.completionCandidates() != null) {
        spec.completionCandidates().forEach(values::add);
      }
      return values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
    }
  }
}
