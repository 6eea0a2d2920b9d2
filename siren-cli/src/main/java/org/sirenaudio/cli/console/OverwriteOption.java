package org.sirenaudio.cli.console;

import picocli.CommandLine.Option;

/** Whether existing files may be replaced. */
public final class OverwriteOption {

  @Option(
      names = {"-y", "--overwrite"},
      description = "Replace existing files; without it, they are refused.")
  private boolean overwrite;

  public boolean given() {
    return overwrite;
  }
}
