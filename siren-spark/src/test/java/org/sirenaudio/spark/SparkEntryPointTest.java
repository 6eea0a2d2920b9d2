package org.sirenaudio.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sirenaudio.command.ExitCode;

class SparkEntryPointTest {

  @Test
  void threadsOptionIsRefusedInOneLine() {
    PrintStream usual = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      assertThat(SparkEntryPoint.run("in", "out", "--threads", "4")).isEqualTo(ExitCode.USAGE);
    } finally {
      System.setErr(usual);
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .hasLineCount(1)
        .contains("set spark.task.cpus instead of --threads");
  }
}
