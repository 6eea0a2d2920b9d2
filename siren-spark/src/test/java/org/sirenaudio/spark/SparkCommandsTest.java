package org.sirenaudio.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sirenaudio.command.ExitCode;

class SparkCommandsTest {

  static Stream<Arguments> jobs() {
    return Stream.of(
        arguments(new FitCorpusCommand(), List.of("in", "out")),
        arguments(new SweepCommand(), List.of("in.wav", "out", "--set", "hidden=8,16")));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void threadsOptionIsRefusedInOneLine(Callable<Integer> job, List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--threads", "4"));
    PrintStream usual = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      assertThat(SparkCommands.run(job, all.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
    } finally {
      System.setErr(usual);
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .hasLineCount(1)
        .contains("set spark.task.cpus instead of --threads");
  }
}
