package org.sirenaudio.bench;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.sirenaudio.bench.console.Checkout;
import org.sirenaudio.bench.console.Console;
import org.sirenaudio.bench.engine.Bench;
import org.sirenaudio.bench.engine.Part;
import org.sirenaudio.bench.figures.MissingSamples;
import org.sirenaudio.bench.figures.RenderingFigures;
import org.sirenaudio.bench.fits.Budgets;
import org.sirenaudio.bench.fits.CorpusThroughput;
import org.sirenaudio.bench.fits.Hyperparameters;
import org.sirenaudio.bench.fits.Kills;
import org.sirenaudio.bench.fits.Signals;
import org.sirenaudio.bench.fits.SparkCost;
import org.sirenaudio.bench.fits.Training;
import org.sirenaudio.bench.page.Machine;
import org.sirenaudio.bench.page.Page;
import org.sirenaudio.bench.page.PageFile;
import org.sirenaudio.bench.studio.BrowserCost;
import org.sirenaudio.bench.studio.StudioCost;
import org.sirenaudio.bench.studio.StudioKills;
import org.sirenaudio.bench.sync.SyncFigures;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The entry point of {@code ./siren bench}; without a subcommand it measures the engine. */
@Command(
    name = "siren bench",
    version = "The benchmarks of siren, in a checkout",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    description = {
      "Measures the engine against its peers.",
      "Compares training and rendering with the machine's peak, PyTorch, JAX and DJL, and writes"
          + " the page BENCHMARKS.md. Takes about a quarter of an hour on an otherwise idle machine."
    },
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {
      BrowserCost.class,
      Budgets.class,
      CorpusThroughput.class,
      Hyperparameters.class,
      Kills.class,
      MissingSamples.class,
      RenderingFigures.class,
      Signals.class,
      SparkCost.class,
      StudioCost.class,
      StudioKills.class,
      SyncFigures.class,
      Training.class
    })
final class BenchMain implements Callable<Integer> {

  private static final int BAD_USAGE = 2;
  private static final int CANNOT_CREATE = 73;
  private static final int IO_ERROR = 74;

  @Option(names = "--quick", description = "Fewer rounds and smaller sizes, about two minutes.")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description =
          "Only these parts, on a page of their own (--output): ${COMPLETION-CANDIDATES}.")
  private Set<Part> only = EnumSet.noneOf(Part.class);

  @Mixin private final PageFile output = new PageFile("BENCHMARKS.md");

  private BenchMain() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Returns the exit code. */
  static int run(String... args) {
    CommandLine line = new CommandLine(new BenchMain());
    line.setParameterExceptionHandler((e, words) -> badUsage(e));
    line.setExecutionStrategy(BenchMain::execute);
    line.setExecutionExceptionHandler((e, command, result) -> failed(e));
    return line.execute(args);
  }

  /**
   * Runs the given command; an option that it would ignore, or another must go with, is refused.
   */
  private static int execute(ParseResult words) {
    if (words.hasSubcommand()) {
      String name = words.subcommand().commandSpec().name();
      for (OptionSpec option : words.matchedOptions()) {
        if (!option.usageHelp() && !option.versionHelp()) {
          throw new ParameterException(
              words.commandSpec().commandLine(),
              "%s has no effect on %s; options of %s go after its name"
                  .formatted(option.longestName(), name, name));
        }
      }
    }
    if (words.hasMatchedOption("--only") && !words.hasMatchedOption("--output")) {
      throw new ParameterException(
          words.commandSpec().commandLine(),
          "--only leaves parts out of the page; name another with --output");
    }
    return new RunLast().execute(words);
  }

  private static int badUsage(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    Console.say(e.getMessage() + "; see " + command + " --help");
    return BAD_USAGE;
  }

  private static int failed(Exception e) throws Exception {
    if (!(e instanceof IOException)) {
      throw e;
    }
    String why =
        switch (e) {
          case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
          case AccessDeniedException denied -> denied.getFile() + ": permission denied";
          default -> Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        };
    Console.say(why);
    return e instanceof FileSystemException ? CANNOT_CREATE : IO_ERROR;
  }

  @Override
  public Integer call() throws IOException {
    Set<Part> parts = only.isEmpty() ? EnumSet.allOf(Part.class) : EnumSet.copyOf(only);
    output.requireWritable();
    Page page = new Page();
    for (List<String> fact : Machine.facts()) {
      page.fact(fact.getFirst(), fact.getLast());
    }
    try (Bench bench = new Bench(Checkout.root(), quick, Console::say)) {
      for (Part part : parts) {
        part.run(bench, page);
      }
    }
    String options = quick ? " --quick" : "";
    if (!only.isEmpty()) {
      options += " --only " + parts.stream().map(Part::name).collect(Collectors.joining(","));
    }
    output.write(page.write("./siren bench" + options));
    return 0;
  }
}
