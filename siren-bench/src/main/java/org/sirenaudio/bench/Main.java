package org.sirenaudio.bench;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The entry point of {@code ./siren bench}. */
final class Main {

  private static final int FAILED = 1;
  private static final int BAD_USAGE = 2;
  private static final int IO_ERROR = 74;
  private static final int CANNOT_CREATE = 73;
  private static final int INFO_RUNS = 10;

  /** What {@code ./siren bench NAME} does. */
  private record Check(String usage, Task task) {

    @FunctionalInterface
    interface Task {

      /**
       * @return how much of it failed
       * @throws IllegalArgumentException if the words cannot be understood
       */
      int run(Path root, List<String> words, Consumer<String> say) throws IOException;
    }
  }

  private static final Map<String, Check> CHECKS =
      Map.ofEntries(
          entry("corpus", new Check(CorpusThroughput.USAGE, CorpusThroughput::run)),
          entry("kills", new Check(Kills.USAGE, Kills::run)),
          entry("signals", new Check(Signals.USAGE, Signals::run)),
          entry("training", new Check(Training.USAGE, Training::run)));

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Returns the exit code. */
  static int run(String... args) {
    Check check = args.length > 0 ? CHECKS.get(args[0]) : null;
    if (check != null) {
      return run(check, args[0], List.of(args).subList(1, args.length));
    }
    if (args.length > 0 && args[0].equals(Hyperparameters.COMMAND)) {
      return hyperparameters(args);
    }
    Optional<Settings> settings;
    try {
      settings = Settings.parse(args);
    } catch (IllegalArgumentException e) {
      say(e.getMessage() + "; see siren bench --help");
      return BAD_USAGE;
    }
    if (settings.isEmpty()) {
      System.out.print(Settings.USAGE);
      return 0;
    }
    return run(settings.get());
  }

  private static int run(Check check, String name, List<String> words) {
    if (words.contains("-h") || words.contains("--help")) {
      System.out.print(check.usage());
      return 0;
    }
    try {
      return check.task().run(Settings.checkout(), words, Main::say) == 0 ? 0 : FAILED;
    } catch (IllegalArgumentException e) {
      say(e.getMessage() + "; see siren bench " + name + " --help");
      return BAD_USAGE;
    } catch (IOException e) {
      say(String.valueOf(e.getMessage()));
      return IO_ERROR;
    }
  }

  private static int hyperparameters(String... args) {
    if (args.length > 1) {
      System.out.print(Hyperparameters.USAGE);
      return args[1].equals("--help") || args[1].equals("-h") ? 0 : BAD_USAGE;
    }
    Path page = Settings.checkout().resolve("docs").resolve("hyperparameters.md");
    return write(page, () -> Hyperparameters.measure(Settings.checkout(), Main::say));
  }

  private static int run(Settings settings) {
    return write(settings.output(), () -> measure(settings));
  }

  private interface Measurement {
    String page() throws IOException;
  }

  private static int write(Path file, Measurement measurement) {
    Path folder = file.getParent();
    // Found out before the run, not after it.
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(file)) {
      say("cannot write " + file);
      return CANNOT_CREATE;
    }
    try {
      Files.writeString(file, measurement.page());
    } catch (IOException e) {
      say("cannot write " + file + ": " + e.getMessage());
      return CANNOT_CREATE;
    }
    say("wrote " + file);
    return 0;
  }

  private static String measure(Settings settings) throws IOException {
    Page page = new Page();
    for (List<String> fact : Machine.facts()) {
      page.fact(fact.getFirst(), fact.getLast());
    }
    try (Bench bench = new Bench(settings.root(), settings.quick(), Main::say)) {
      StepComparison.run(bench, page);
      NetworkComparison.run(bench, page);
      ForwardComparison.run(bench, page);
      startup(settings, page);
      Scaling.run(bench, page);
      MemoryTable.run(bench, page);
    }
    return page.write(settings.command());
  }

  private static void startup(Settings settings, Page page) throws IOException {
    say("start-up");
    page.goal(
        switch (Startup.measure("./siren info", settings.root(), INFO_RUNS)) {
          case Outcome.Measured measured -> Goal.INFO.judge(measured.seconds());
          case Outcome.Skipped skipped -> Goal.INFO.skip(skipped.reason());
        });
  }

  private static void say(String what) {
    System.err.println("siren: " + what);
  }
}
