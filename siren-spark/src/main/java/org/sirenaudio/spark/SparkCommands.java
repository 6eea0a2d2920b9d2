package org.sirenaudio.spark;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sirenaudio.command.Failure;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.command.OldNames;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs the command line of a job. */
final class SparkCommands {

  private SparkCommands() {}

  /** Ends this JVM with the exit code, unless it is 0: a cluster takes any exit for a failure. */
  static void main(Callable<Integer> command, String... args) {
    int code = run(command, args);
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(Callable<Integer> command, String... args) {
    CommandLine line = new CommandLine(command);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionStrategy(SparkCommands::execute);
    line.setParameterExceptionHandler((e, words) -> Failure.of(e).report(System.err, null));
    line.setExecutionExceptionHandler(
        (e, failed, result) -> {
          if (e instanceof IOException || e instanceof IllegalArgumentException) {
            return Failure.of(e).report(System.err, null);
          }
          throw e;
        });
    return line.execute(args);
  }

  private static int execute(ParseResult line) {
    if (line.hasMatchedOption(FitOptions.THREADS)) {
      throw new ParameterException(
          line.commandSpec().commandLine(),
          "a task uses as many threads as it has cores; set spark.task.cpus instead of "
              + FitOptions.THREADS);
    }
    OldNames.tell(line, System.err);
    return new RunLast().execute(line);
  }
}
