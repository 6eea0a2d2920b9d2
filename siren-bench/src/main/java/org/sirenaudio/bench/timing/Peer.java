package org.sirenaudio.bench.timing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sirenaudio.bench.work.Workload;

/**
 * A child process that trains the same network with another library. It prints {@code ready} and
 * its name, then answers each line {@code step|compiled|forward kind layers width frames seconds}
 * with the mean seconds per run, over at least that long, or with {@code !} and the reason why it
 * cannot.
 */
public final class Peer implements AutoCloseable {

  private static final String READY = "ready ";
  private static final String CANNOT = "! ";

  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;
  private final String description;

  private Peer(Process process) throws PeerException, IOException {
    this.process = process;
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = process.outputWriter(StandardCharsets.UTF_8);
    String greeting = answers.readLine();
    if (greeting == null || !greeting.startsWith(READY)) {
      process.destroy();
      throw new PeerException("it did not start");
    }
    description = greeting.substring(READY.length());
  }

  /**
   * Starts a peer.
   *
   * @param environment added to this process's own
   */
  static Peer start(List<String> command, Map<String, String> environment) throws PeerException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return new Peer(builder.start());
    } catch (IOException e) {
      throw new PeerException(command.getFirst() + " does not run here", e);
    }
  }

  /** Library and version. */
  public String description() {
    return description;
  }

  public double step(Workload work, double atLeast) throws PeerException {
    return ask("step", work, atLeast);
  }

  /** A step that the library has compiled as a whole. */
  double compiledStep(Workload work, double atLeast) throws PeerException {
    return ask("compiled", work, atLeast);
  }

  double forward(Workload work, double atLeast) throws PeerException {
    return ask("forward", work, atLeast);
  }

  private double ask(String task, Workload work, double atLeast) throws PeerException {
    try {
      questions.write(
          String.format(
              Locale.ROOT,
              "%s %s %d %d %d %.3f%n",
              task,
              work.kind().name(),
              work.layers(),
              work.width(),
              work.frames(),
              atLeast));
      questions.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new PeerException("the peer process ended while it was measured");
      }
      if (answer.startsWith(CANNOT)) {
        throw new PeerException(answer.substring(CANNOT.length()));
      }
      return Double.parseDouble(answer);
    } catch (IOException | NumberFormatException e) {
      throw new PeerException("the peer process failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      questions.close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      // It has stopped reading; no further handling is needed.
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
