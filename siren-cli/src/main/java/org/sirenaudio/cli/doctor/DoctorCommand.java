package org.sirenaudio.cli.doctor;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code siren doctor}: reports what is installed and what is missing. */
@Command(
    name = "doctor",
    description = {
      "Prints what this installation runs on, what it lacks, and how to get that; "
          + "include it in a bug report.",
      "Codecs are tried with a short file. The exit code is 69 if something is missing "
          + "that belongs to every installation, else 0."
    },
    sortOptions = false)
public final class DoctorCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private ReportOptions report = new ReportOptions();

  public DoctorCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    Findings findings = Findings.ofThisProcess(version());
    report.print(streams.out(), findings::json, findings::text);
    return findings.missing().stream().anyMatch(Missing::needed)
        ? ExitCode.UNAVAILABLE
        : ExitCode.DONE;
  }

  /** As in {@code siren --version}, without the name. */
  private String version() {
    return spec == null ? "" : spec.root().version()[0].replaceFirst("^siren ", "");
  }
}
