package org.sirenaudio.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Streams;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Command lines from what the commands declare: any of a command's options, with values that fit
 * their type and values that do not. Only what would take long is held back by name.
 */
final class RandomWords {
  private static final List<String> NASTY =
      List.of("0", "-1", "NaN", "", "x", "1,5", "-0", "1e-9", "0x10", "٣", "--", "a:b", "0.01:");

  /** Such a number of steps or seconds would be taken at its word. */
  private static final List<String> ENDLESS =
      List.of("1e9", "2147483647", "2147483648", "9223372036854775808", "Infinity", "1e308");

  private static final List<String> WHOLE = List.of("1", "2", "3");
  private static final List<String> REAL = List.of("1", "3", "0.01", "0.02", "0.5", "1.5");

  /** What a run can afford, and what options that take no plain number or name take. */
  private static final Map<String, List<String>> USUAL =
      Map.ofEntries(
          Map.entry("--steps", List.of("1", "2", "5")),
          Map.entry("--seconds", List.of("0.01", "0.1")),
          Map.entry("--snr", List.of("1", "3", "6")),
          Map.entry("--hidden", List.of("2", "4", "8")),
          Map.entry("--layers", List.of("1", "2", "3")),
          Map.entry("--parameters", List.of("20", "200", "900")),
          Map.entry("--windows", List.of("1", "2", "4")),
          Map.entry("--batch", List.of("0", "16", "64")),
          Map.entry("--octaves", List.of("1", "4", "30")),
          Map.entry("--seed", List.of("1", "2", "-7")),
          Map.entry("--rate", List.of("4000", "8000", "11025", "12000.5", "48000")),
          Map.entry("--band-limit", List.of("500", "1000", "2000")),
          Map.entry("--first-hz", List.of("300", "2000")),
          Map.entry("--first-omega", List.of("10", "100")),
          Map.entry("--hidden-omega", List.of("1", "10")),
          Map.entry("--factor", List.of("1.5", "2", "3", "4")),
          Map.entry("--speed", List.of("0.5", "1.000145", "2")),
          Map.entry("--evaluate", List.of("2", "3")),
          Map.entry("--drop", List.of("0", "0.1", "0.5")),
          Map.entry("--oversampling", List.of("1", "2")),
          Map.entry("--loss", List.of("mse", "l1", "hybrid")),
          Map.entry("--gap", List.of("0.01:0.012", "0:0.01", "0.04:0.05", "0.01:9")),
          Map.entry("--recipe", List.of("draft", "paper", "tutorial", "seed")));

  /** Used in few lines only, since their output is always the same. */
  private static final Set<String> RARE = Set.of("--help", "--version", "--debug");

  /** The others name what they write after what they read, here in the folder of the tests. */
  private static final Set<String> STDIN_LEAVES_NOTHING = Set.of("info", "compare");

  /** Without one of these a fit takes as long as it needs. */
  private static final Set<String> BUDGETS = Set.of("--steps", "--seconds", "--snr");

  private final SplittableRandom random;
  private final FuzzMaterial material;
  private final List<CommandSpec> commands;

  RandomWords(long seed, FuzzMaterial material) {
    this.random = new SplittableRandom(seed);
    this.material = material;
    try (Interrupt interrupt = Interrupt.armed()) {
      commands = leaves(Main.commands(Streams.ofProcess(), interrupt).getCommandSpec());
    }
  }

  private static List<CommandSpec> leaves(CommandSpec command) {
    if (command.subcommands().isEmpty()) {
      return List.of(command);
    }
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        // It runs until Ctrl-C.
        .filter(inner -> !inner.name().equals("studio"))
        .flatMap(inner -> leaves(inner).stream())
        .toList();
  }

  /**
   * A command line.
   *
   * @param words of it
   * @param inputs files among them that the command shall read
   */
  record Line(List<String> words, List<Path> inputs) {}

  /** A line whose files lie in a folder. */
  Line next(Path folder) {
    CommandSpec command = pick(commands);
    List<String> name = List.of(command.qualifiedName().split(" "));
    List<List<String>> parts = new ArrayList<>();
    List<Path> inputs = new ArrayList<>();
    Set<String> given = new HashSet<>();
    Set<ArgGroupSpec> chosen = new HashSet<>();
    for (OptionSpec option : command.options()) {
      boolean wanted =
          option.longestName().equals("--json") || option.longestName().equals("--output");
      double chance =
          RARE.contains(option.longestName())
              ? 0.005
              : required(option) ? 0.97 : wanted ? 0.6 : usual(option);
      boolean excluded = option.group() != null && chosen.contains(option.group());
      if (random.nextDouble() < (excluded ? 0.01 : chance)) {
        if (option.group() != null) {
          chosen.add(option.group());
        }
        given.add(option.longestName());
        parts.add(option(option, folder));
      }
    }
    if (command.findOption("--steps") != null && given.stream().noneMatch(BUDGETS::contains)) {
      parts.add(List.of("--steps", "3"));
    }
    if (name.contains("compare-networks") && !given.contains("--hidden")) {
      parts.add(List.of("--hidden", "4"));
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (random.nextDouble() < 0.97) {
        boolean stdin = STDIN_LEAVES_NOTHING.contains(name.getLast()) || given.contains("--output");
        String input = input(parameter.paramLabel(), folder, stdin);
        parts.add(List.of(input));
        if (input.length() > 1 && Files.isRegularFile(Path.of(input))) {
          inputs.add(Path.of(input));
        }
      }
    }
    if (random.nextDouble() < 0.04) {
      parts.add(List.of(pick(List.of("--nope", "-Z", "extra", "--hiden=3", "-", "--"))));
    }
    shuffle(parts);
    List<String> words = new ArrayList<>(name.subList(1, name.size()));
    parts.forEach(words::addAll);
    return new Line(words, inputs);
  }

  private List<String> option(OptionSpec option, Path folder) {
    String name = pick(Arrays.asList(option.names()));
    if (option.arity().max() == 0) {
      return List.of(name);
    }
    if (random.nextDouble() < 0.01) {
      return List.of(name);
    }
    String value = value(option, folder);
    return name.startsWith("--") && random.nextBoolean()
        ? List.of(name + "=" + value)
        : List.of(name, value);
  }

  private String value(OptionSpec option, Path folder) {
    if (option.type() == Path.class) {
      return output(option, folder);
    }
    String name = option.longestName();
    if (random.nextDouble() < 0.08) {
      List<String> nasty = new ArrayList<>(NASTY);
      if (!BUDGETS.contains(name)) {
        nasty.addAll(ENDLESS);
      }
      return pick(nasty);
    }
    if (option.type().isEnum()) {
      return pick(Arrays.asList(option.type().getEnumConstants())).toString();
    }
    if (USUAL.containsKey(name)) {
      return pick(USUAL.get(name));
    }
    // What is neither a number nor an enum names its values in its description.
    if (option.type() == int.class || option.type() == long.class) {
      return pick(WHOLE);
    }
    boolean real = option.type() == double.class || Number.class.isAssignableFrom(option.type());
    List<String> words =
        Pattern.compile("[^a-z0-9]+").splitAsStream(option.description()[0]).toList();
    return pick(real || random.nextBoolean() ? REAL : words);
  }

  /** Within a group that excludes all but one, picocli calls each of them required. */
  private static boolean required(OptionSpec option) {
    return option.required() && option.group() == null;
  }

  /** Some three of a command's options, however many it has; one of a group that must be given. */
  private static double usual(OptionSpec option) {
    ArgGroupSpec group = option.group();
    if (group != null && group.multiplicity().min() > 0) {
      return 0.6;
    }
    return Math.min(0.2, 3.0 / option.command().options().size());
  }

  private String output(OptionSpec option, Path folder) {
    String usual =
        switch (option.paramLabel()) {
          case "MODEL" -> "new.safetensors";
          // Of an export, whose ending says what it is; else a picture.
          case "FILE" ->
              required(option)
                  ? pick(List.of("new.onnx", "new.c", "new.npz"))
                  : random.nextBoolean() ? "new.png" : "new.svg";
          case "DIR" -> "new";
          case "OUT" -> required(option) ? "new" : "new.wav";
          default -> "new.wav";
        };
    if (random.nextDouble() < 0.7) {
      return folder.resolve(usual).toString();
    }
    String other =
        pick(
            List.of("-", "new.txt", "new.wav", "new", "no/folder/new.wav", "", "x.png", "ü n.svg"));
    if (other.length() < 2) {
      return other;
    }
    return random.nextDouble() < 0.3
        ? folder.resolve(pick(material.names())).toString()
        : folder.resolve(other).toString();
  }

  private String input(String label, Path folder, boolean stdin) {
    String name = random.nextDouble() < 0.65 ? pick(material.right(label)) : pick(material.names());
    return random.nextDouble() < 0.06
        ? pick(stdin ? List.of("-", "-", "") : List.of(""))
        : folder.resolve(name).toString();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Options in any order, as users type them. */
  private void shuffle(List<List<String>> parts) {
    for (int i = parts.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      List<String> part = parts.get(i);
      parts.set(i, parts.get(j));
      parts.set(j, part);
    }
  }
}
