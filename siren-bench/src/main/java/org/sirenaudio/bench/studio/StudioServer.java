package org.sirenaudio.bench.studio;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sirenaudio.bench.console.Checkout;

/** A {@code ./siren studio} in a separate process, used through its page's requests. */
final class StudioServer implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("(http://[^/]+)(/enter\\S+)");
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
  private static final int SECONDS_TO_END = 30;

  private final Process process;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final String cookie;
  private final double startSeconds;

  /**
   * Starts one.
   *
   * @param data its folder
   * @param given the path it opens
   */
  StudioServer(Path data, Path given) throws IOException {
    long begun = System.nanoTime();
    process =
        new ProcessBuilder(
                List.of(
                    Checkout.file("siren").toString(),
                    "studio",
                    given.toString(),
                    "--no-open",
                    "--data",
                    data.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = process.inputReader();
    String line = String.valueOf(lines.readLine());
    Matcher address = ADDRESS.matcher(line);
    if (!address.matches()) {
      process.destroyForcibly();
      throw new IOException("./siren studio printed no address but " + line);
    }
    base = address.group(1);
    HttpRequest enter = HttpRequest.newBuilder(URI.create(line)).build();
    HttpResponse<String> entered = send(enter, BodyHandlers.ofString());
    startSeconds = 1e-9 * (System.nanoTime() - begun);
    cookie = entered.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
  }

  /** From the start of the process to its first response. */
  double startSeconds() {
    return startSeconds;
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws IOException {
    try {
      return client.send(request, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).header("Cookie", cookie);
  }

  String get(String path) throws IOException {
    HttpRequest request = to(path).build();
    try {
      return send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      // A connection that stalled, on a shared machine, has been closed.
      return send(request, BodyHandlers.ofString()).body();
    }
  }

  /** Size of a response in bytes. */
  int bytes(String path) throws IOException {
    return send(to(path).build(), BodyHandlers.ofByteArray()).body().length;
  }

  String form(String path, String body) throws IOException {
    HttpRequest request =
        to(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    return send(request, BodyHandlers.ofString()).body();
  }

  /** Starts an upload that never completes; returns at once. */
  void uploadHalf(byte[] half) {
    var _ =
        client.sendAsync(
            to("/api/recordings?name=half.wav")
                .timeout(Duration.ofMinutes(1))
                .POST(BodyPublishers.ofInputStream(() -> new Stalling(half)))
                .build(),
            BodyHandlers.discarding());
  }

  /** Sends its bytes, and then nothing for a minute. */
  private static final class Stalling extends ByteArrayInputStream {
    Stalling(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] into, int from, int most) {
      int read = super.read(into, from, most);
      if (read < 0) {
        StudioFit.pause(60_000);
      }
      return read;
    }
  }

  /**
   * Follows the events until the server ends or the returned object is closed.
   *
   * @param heard called at each event
   */
  Closeable follow(Runnable heard) throws IOException {
    InputStream in = send(to("/api/events").build(), BodyHandlers.ofInputStream()).body();
    Thread.ofVirtual()
        .start(
            () -> {
              byte[] buffer = new byte[1 << 14];
              try {
                while (in.read(buffer) >= 0) {
                  heard.run();
                }
              } catch (IOException e) {
                // It has ended.
              }
            });
    return in;
  }

  /** The first group of a pattern in a response. */
  static String found(String pattern, String answer) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(answer);
    if (!matcher.find()) {
      throw new IOException("the studio answered " + answer);
    }
    return matcher.group(1);
  }

  /** Its CPU time in seconds. */
  double processorSeconds() {
    return process.info().totalCpuDuration().map(d -> 1e-9 * d.toNanos()).orElse(0.0);
  }

  /** Its used heap in bytes, after a collection. */
  long liveBytes() throws IOException {
    Process asked =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher total = TOTAL.matcher(answer);
    if (!total.find()) {
      throw new IOException("jcmd counted no objects of ./siren studio");
    }
    return Long.parseLong(total.group(1));
  }

  /** With SIGKILL. */
  void kill() {
    process.destroyForcibly();
    await();
    client.shutdownNow();
  }

  private void await() {
    try {
      process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroy();
    await();
    process.destroyForcibly();
    client.shutdownNow();
  }
}
