package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sirenaudio.command.ExitCode;

class DoctorCommandTest {

  @Test
  void theReportNamesWhatTheInstallationRunsOn() {
    CommandRun run = CommandRun.of("doctor", "--json").done();
    Map<String, Object> found = run.json();
    assertThat(found.get("java").toString()).startsWith(System.getProperty("java.runtime.version"));
    assertThat(found).containsEntry("cores", Runtime.getRuntime().availableProcessors());
    assertThat(found.get("codecs")).isEqualTo(List.of("flac", "m4a", "mp3", "opus"));
    assertThat(found.get("vectorBits")).isNotEqualTo(0);
    assertThat(CommandRun.of("doctor").done().out())
        .contains(System.getProperty("java.home"), ".flac, .m4a, .mp3, .opus", " bits");
  }

  @Test
  void quietPrintsNothing() {
    assertThat(CommandRun.of("doctor", "-q").done().out()).isEmpty();
  }

  /** The tests run without a launcher. */
  @Test
  void aMissingPartIsReportedWithItsRemedy() {
    assertThat(CommandRun.of("doctor").done().out())
        .contains(
            "without start cache: commands start about a second later; start with the script");
  }

  @Test
  void anInstallationWithoutCodecsIsIncomplete() throws Exception {
    Process process =
        CommandProcess.startWithout("(ffmpeg|javacpp)-[^/]*\\.jar", "doctor", "--json");
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(ExitCode.UNAVAILABLE);
    JsonContract.check("doctor", said);
    assertThat(said).contains("\"codecs\":[]", "\"what\":\"codecs\",\"needed\":true");
  }
}
