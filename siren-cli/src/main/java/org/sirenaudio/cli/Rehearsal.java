package org.sirenaudio.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import org.sirenaudio.cli.studio.StudioCommand;

/**
 * Performs the startup of the command or of its studio: the launcher runs it once after a build,
 * while the JVM records the loaded classes for the class-data archive. It avoids the vector module,
 * whose classes cannot be archived.
 */
final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    InputStream nothing = InputStream.nullInputStream();
    int code = Main.run(nothing, nowhere, nowhere, "--help");
    Main.run(nothing, nowhere, nowhere, "studio", "--help");
    // Where listening is not permitted, the other commands still start sooner.
    StudioCommand.rehearse();
    System.exit(code);
  }
}
