package org.sirenaudio.studio;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.sirenaudio.command.Json;

/** A web server for one person on this machine. */
public final class Studio implements AutoCloseable {
  private final StudioConfig config;
  private final FileChannel lock;
  private final Gate gate = new Gate();
  private final Events events = new Events();
  private final Fits fits;
  private final Routes routes;
  private final Javalin server;

  private Studio(StudioConfig config, FileChannel lock) throws IOException {
    this.lock = lock;
    this.config = config;
    Uploads uploads = new Uploads(config.data().resolve("recordings"), config.maxUploadBytes());
    Library library = new Library(config.given(), uploads);
    Recordings recordings = new Recordings(library);
    fits = new Fits(config.data().resolve("fits"), recordings, events);
    routes = new Routes(gate, library, uploads, recordings, fits, events);
    server = Javalin.create(this::configure);
  }

  /**
   * Starts a studio; interrupted fits are resumed.
   *
   * @throws IOException if the port or the data folder is in use, or the given path cannot be
   *     opened
   */
  public static Studio start(StudioConfig config) throws IOException {
    FileChannel lock = locked(config.data());
    try {
      Studio studio = new Studio(config, lock);
      studio.server.start();
      studio.gate.open(config.host(), studio.port());
      studio.fits.resume();
      return studio;
    } catch (JavalinBindException e) {
      lock.close();
      throw new IOException(
          "cannot listen on port %d of %s: it is in use, or this machine has no such address"
              .formatted(config.port(), config.host()),
          e);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Two studios would run each other's fits. */
  private static FileChannel locked(Path data) throws IOException {
    Files.createDirectories(data);
    FileChannel channel =
        FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
    }
    channel.close();
    throw new IOException(data + ": another studio is using this folder");
  }

  private void configure(JavalinConfig server) {
    server.startup.showJavalinBanner = false;
    server.startup.showOldJavalinVersionWarning = false;
    server.startup.startupWatcherEnabled = false;
    server.concurrency.useVirtualThreads = true;
    // Otherwise Javalin listens on all addresses.
    server.jetty.host = config.host();
    server.jetty.port = config.port();
    server.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    server.http.compressionStrategy = CompressionStrategy.NONE;
    server.routes.before(gate::check);
    routes.all().forEach(r -> server.routes.addHttpHandler(r.method(), r.path(), r.handler()));
    server.routes.exception(
        Refusal.class, (e, ctx) -> refuse(ctx, e.status(), String.valueOf(e.getMessage())));
    server.routes.exception(
        IOException.class, (e, ctx) -> refuse(ctx, 500, String.valueOf(e.getMessage())));
    server.routes.exception(
        RuntimeException.class, (e, ctx) -> refuse(ctx, 500, "internal error: " + e));
  }

  private static void refuse(Context ctx, int status, String why) {
    ctx.status(status)
        .contentType("application/json; charset=utf-8")
        .result(Json.withoutNotes(Map.of("error", why)));
  }

  /** Every path that it answers. */
  List<Routes.Route> routes() {
    return routes.all();
  }

  /** The events sent to its pages. */
  Events events() {
    return events;
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /** The address to open; valid once. */
  public String address() {
    return gate.address(config.host(), port());
  }

  /** Whether its address answers; this uses the address up. */
  public boolean answers() throws IOException {
    try (Socket socket = new Socket(config.host(), port())) {
      String request =
          "GET %s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n"
              .formatted(
                  address().substring(address().indexOf(Gate.ENTRANCE)), config.host(), port());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().readAllBytes().length > 0;
    }
  }

  /** Shuts down: running fits keep their progress and are resumed at the next start. */
  @Override
  public void close() throws IOException {
    events.close();
    fits.close();
    server.stop();
    lock.close();
  }
}
