package org.sirenaudio.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.compare.CompareCommand;
import org.sirenaudio.cli.compare.CompareNetworksCommand;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.corpus.CorpusCommand;
import org.sirenaudio.cli.fit.FitCommand;
import org.sirenaudio.cli.info.InfoCommand;
import org.sirenaudio.cli.render.RenderCommand;
import org.sirenaudio.cli.resample.DownsampleCommand;
import org.sirenaudio.cli.resample.UpsampleCommand;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.Failure;
import org.sirenaudio.command.OldNames;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The entry point of the {@code siren} command. */
@Command(
    name = "siren",
    description = "Fits a recording with small sine networks and renders it at any rate.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      FitCommand.class,
      RenderCommand.class,
      UpsampleCommand.class,
      DownsampleCommand.class,
      CompareCommand.class,
      CompareNetworksCommand.class,
      InfoCommand.class,
      CorpusCommand.class
    },
    footer = {
      "",
      "In a checkout, ./siren bench measures the engine on this machine.",
      "Exit codes: 0 done, 2 bad usage, 65 bad data, 66 no such input, 69 something needed is"
          + " missing, 70 a fit that cannot be cured, 73 cannot create the output, 74 I/O error,"
          + " 130 interrupted."
    })
public final class Main implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean debug;

  private Main() {}

  public static void main(String[] args) {
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
    Main main = new Main();
    CommandLine line = line(main, streams, interrupt);
    try {
      int code = line.execute(args);
      return streams.failed() && code == 0 ? ExitCode.IO_ERROR : code;
    } catch (OutOfMemoryError | StackOverflowError e) {
      return Failure.of(e).report(streams.err(), main.debug ? e : null);
    }
  }

  /** All commands with what they declare. */
  static CommandSpec declared(Streams streams, Interrupt interrupt) {
    return line(new Main(), streams, interrupt).getCommandSpec();
  }

  private static CommandLine line(Main main, Streams streams, Interrupt interrupt) {
    CommandLine line = new CommandLine(main, new Factory(streams, interrupt));
    line.setExpandAtFiles(false);
    line.registerConverter(Path.class, Main::path);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(streams.outWriter());
    line.setErr(streams.errWriter());
    // Words that cannot be read may stand before --debug, which then has not been seen yet.
    line.setParameterExceptionHandler(
        (e, words) ->
            Failure.of(e)
                .report(streams.err(), Arrays.asList(words).contains("--debug") ? e : null));
    line.setExecutionStrategy(
        words -> {
          OldNames.tell(words, streams.err());
          return new RunLast().execute(words);
        });
    line.setExecutionExceptionHandler(
        (e, command, result) -> Failure.of(e).report(streams.err(), main.debug ? e : null));
    return line;
  }

  /**
   * A name that is not text in the encoding of this machine leads to no file; one without a letter,
   * such as that of a variable that is not set, would lead to the folder that one is in.
   */
  private static Path path(String name) {
    if (name.isEmpty()) {
      throw new TypeConversionException("the name is empty");
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "the name cannot be read here; rename the file, or set LC_ALL=C.UTF-8");
    }
  }

  /** Without a command there is nothing to do. */
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

  /** Hands the streams, and what tells of Ctrl-C, to the commands that want them. */
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
