package org.sirenaudio.cli.corpus;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code siren corpus}: folders of recordings and of models. */
@Command(
    name = "corpus",
    description = "Fits a folder of recordings, and renders a folder of models.",
    subcommands = {CorpusFitCommand.class, CorpusRenderCommand.class})
public final class CorpusCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  /** A bare command does nothing. */
  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "no command given; see siren corpus --help");
    }
  }
}
