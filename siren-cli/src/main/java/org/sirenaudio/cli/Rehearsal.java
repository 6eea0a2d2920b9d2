package org.sirenaudio.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import org.sirenaudio.cli.studio.StudioCommand;

/**
 * What a start of the command or of its studio does, and nothing else: the launcher runs it once
 * after a build, while the run-time notes the classes that it loads, to have them at hand at each
 * start. It leaves the vector module alone, whose classes cannot be stored.
 */
final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    InputStream nothing = InputStream.nullInputStream();
    int code = Main.run(nothing, nowhere, nowhere, "--help");
    Main.run(nothing, nowhere, nowhere, "studio", "--help");
    // A machine that lets nobody listen still starts the other commands sooner.
    StudioCommand.rehearse();
    System.exit(code);
  }
}
