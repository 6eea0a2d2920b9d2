package org.sirenaudio.cli.console;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The standard streams of a command: results on {@code out}, everything else on {@code err}.
 *
 * @param terminal whether {@code err} is a terminal, so that a progress bar may redraw itself
 */
public record Streams(InputStream in, PrintStream out, PrintStream err, boolean terminal) {

  /**
   * Set by the launcher if stderr is a terminal: Java knows only whether both stdin and stdout are.
   */
  private static final String TERMINAL = "siren.terminal";

  private static final String BROKEN_PIPE = "Broken pipe";

  public static Streams ofProcess() {
    PrintStream out = new Stdout();
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    boolean terminal =
        System.getenv("TERM") != null
            && !"dumb".equals(System.getenv("TERM"))
            && (System.getProperty(TERMINAL) != null
                ? Boolean.getBoolean(TERMINAL)
                : Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
    return new Streams(new Stdin(System.in), out, err, terminal);
  }

  public PrintWriter outWriter() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  public PrintWriter errWriter() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }

  /** Whether writing to {@code out} failed: its reader is gone or its disk is full. */
  public boolean failed() {
    return out.checkError();
  }

  /** Why, if still of interest: not if the reader of a pipe has closed it. */
  public Optional<String> failure() {
    return out instanceof Stdout stdout && stdout.failure != null
        ? Optional.ofNullable(stdout.failure.getMessage()).filter(why -> !why.equals(BROKEN_PIPE))
        : Optional.empty();
  }

  /** Records errors, which a PrintStream does not keep. */
  private static final class Stdout extends PrintStream {
    private volatile @Nullable IOException failure;

    Stdout() {
      super(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
      OutputStream file = out;
      out =
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
              try {
                file.write(bytes, from, count);
              } catch (IOException e) {
                failure = e;
                throw e;
              }
            }
          };
    }
  }

  /** Reports its own read errors. */
  private static final class Stdin extends FilterInputStream {
    Stdin(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      try {
        return super.read(bytes, from, count);
      } catch (IOException e) {
        throw new IOException("stdin: cannot be read: " + e.getMessage(), e);
      }
    }
  }
}
