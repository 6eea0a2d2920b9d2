package org.sirenaudio.bench.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.sirenaudio.bench.console.Checkout;
import org.sirenaudio.bench.console.Console;
import org.sirenaudio.io.AtomicFile;
import picocli.CommandLine.Option;

/** The page written by a command. */
public final class PageFile {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The page to write (default: ${DEFAULT-VALUE}).")
  private Path file;

  /**
   * @param usual its default path, relative to the checkout's root
   */
  public PageFile(String usual) {
    file = Checkout.file(usual);
  }

  /**
   * Checks in advance, before minutes of measurements, whether the page can be written.
   *
   * @throws java.nio.file.FileSystemException if it cannot
   */
  public void requireWritable() throws IOException {
    AtomicFile.create(file, true).close();
  }

  /** Writes the page atomically. */
  public void write(String page) throws IOException {
    AtomicFile.write(file, page.getBytes(StandardCharsets.UTF_8), true);
    Console.say("wrote " + file);
  }

  /** Writes a picture of the page next to it. */
  public void writeBeside(String name, byte[] png) throws IOException {
    AtomicFile.write(file.resolveSibling(name), png, true);
  }
}
