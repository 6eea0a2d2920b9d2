package org.sirenaudio.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.compare.CompareCommand;
import org.sirenaudio.cli.compare.CompareNetworksCommand;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.PathConverter;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.corpus.CorpusCommand;
import org.sirenaudio.cli.doctor.DoctorCommand;
import org.sirenaudio.cli.export.ExportCommand;
import org.sirenaudio.cli.fit.FitCommand;
import org.sirenaudio.cli.info.InfoCommand;
import org.sirenaudio.cli.render.RenderCommand;
import org.sirenaudio.cli.render.WarpCommand;
import org.sirenaudio.cli.resample.DownsampleCommand;
import org.sirenaudio.cli.resample.UpsampleCommand;
import org.sirenaudio.cli.studio.StudioCommand;
import org.sirenaudio.cli.sweep.SweepCommand;
import org.sirenaudio.cli.sync.SyncCommand;
import org.sirenaudio.cli.sync.UnwowCommand;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.Failure;
import org.sirenaudio.command.OldNames;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The entry point of the {@code siren} command. */
@Command(
    name = "siren",
    description = "Fits a recording with small sine networks and renders it at any rate.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "siren --help lists the exit codes."})
public final class Main implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          FitCommand.class,
          RenderCommand.class,
          UpsampleCommand.class,
          DownsampleCommand.class,
          WarpCommand.class,
          SyncCommand.class,
          UnwowCommand.class,
          ExportCommand.class,
          CompareCommand.class,
          CompareNetworksCommand.class,
          SweepCommand.class,
          InfoCommand.class,
          CorpusCommand.class,
          StudioCommand.class,
          DoctorCommand.class);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean debug;

  private Main() {}

  public static void main(String[] args) {
    // Locale-independent numbers in messages: 1.5, not 1,5.
    Locale.setDefault(Locale.ROOT);
    System.setProperty("java.awt.headless", "true");
    System.exit(run(Streams.ofProcess(), args));
  }

  /** Runs one command line on the given streams and returns its exit code. */
  static int run(InputStream in, PrintStream out, PrintStream err, String... args) {
    return run(new Streams(in, out, err, false), args);
  }

  private static int run(Streams streams, String... args) {
    try (Interrupt interrupt = Interrupt.armed()) {
      return run(streams, interrupt, args);
    }
  }

  private static int run(Streams streams, Interrupt interrupt, String... args) {
    String[] words = helpLast(args);
    CommandLine line = commands(streams, interrupt, named(words));
    Main main = line.getCommand();
    complete(line.getCommandSpec().usageMessage());
    line.setExpandAtFiles(false);
    line.registerConverter(Path.class, new PathConverter());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(streams.outWriter());
    line.setErr(streams.errWriter());
    // A parse error may precede --debug, which has then not been seen yet.
    line.setParameterExceptionHandler(
        (e, all) ->
            Failure.of(e).report(streams.err(), Arrays.asList(all).contains("--debug") ? e : null));
    line.setExecutionStrategy(
        parsed -> {
          OldNames.tell(parsed, streams.err());
          return new RunLast().execute(parsed);
        });
    line.setExecutionExceptionHandler(
        (e, command, result) -> Failure.of(e).report(streams.err(), main.debug ? e : null));
    try {
      return written(line.execute(words), streams);
    } catch (OutOfMemoryError | StackOverflowError e) {
      return Failure.of(e).report(streams.err(), main.debug ? e : null);
    }
  }

  /** The declared commands with their options, for running or describing them. */
  public static CommandLine commands(Streams streams, Interrupt interrupt) {
    return commands(streams, interrupt, COMMANDS);
  }

  private static CommandLine commands(Streams streams, Interrupt interrupt, List<Class<?>> wanted) {
    CommandLine line = new CommandLine(new Main(), new Factory(streams, interrupt));
    wanted.forEach(line::addSubcommand);
    return line;
  }

  /** The command that the words begin with, or all: to describe one takes as long as some run. */
  private static List<Class<?>> named(String... words) {
    return COMMANDS.stream()
        .filter(type -> words.length > 0 && name(type).equals(words[0]))
        .findFirst()
        .<List<Class<?>>>map(List::of)
        .orElse(COMMANDS);
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  /** {@code help fit} means {@code fit --help}. */
  private static String[] helpLast(String... args) {
    if (args.length == 0 || !args[0].equals("help")) {
      return args;
    }
    List<String> words = new ArrayList<>(Arrays.asList(args).subList(1, args.length));
    words.add("--help");
    return words.toArray(String[]::new);
  }

  /** Results that could not be printed are a failure. */
  private static int written(int code, Streams streams) {
    if (!streams.failed() || code != ExitCode.DONE) {
      return code;
    }
    streams
        .failure()
        .map(why -> new Failure(ExitCode.IO_ERROR, "stdout: cannot be written: " + why))
        .ifPresent(failure -> failure.report(streams.err(), null));
    return ExitCode.IO_ERROR;
  }

  /** The footer of the top-level help only. */
  private static void complete(UsageMessageSpec help) {
    help.footer("", "In a checkout, ./siren bench measures the engine on this machine.");
    help.exitCodeListHeading("%nExit codes:%n");
    help.exitCodeList(ExitCode.MEANINGS);
  }

  /** A bare command does nothing. */
  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "no command given; see siren --help");
    }
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"siren " + (version == null ? "(development)" : version)};
    }
  }

  /** Passes the streams and the Ctrl-C handler to the commands that need them. */
  private record Factory(Streams streams, Interrupt interrupt) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        List<Class<?>> wanted = List.of(constructor.getParameterTypes());
        if (wanted.equals(List.of(Streams.class, Interrupt.class))) {
          return type.cast(constructor.newInstance(streams, interrupt));
        }
        if (wanted.equals(List.of(Streams.class))) {
          return type.cast(constructor.newInstance(streams));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
