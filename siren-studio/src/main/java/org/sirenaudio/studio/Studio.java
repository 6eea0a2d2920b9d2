package org.sirenaudio.studio;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** A web server for one person on this machine. */
public final class Studio implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final FileChannel lock;
  private final Gate gate = new Gate();
  private final Events events = new Events();
  private final Fits fits;
  private final Routes routes;
  private final Javalin server;

  private Studio(StudioConfig config, FileChannel lock) throws IOException {
    this.lock = lock;
    Uploads uploads = new Uploads(config.data().resolve("recordings"), config.maxUploadBytes());
    Library library = new Library(config.given(), uploads);
    Recordings recordings = new Recordings(library);
    fits = new Fits(config.data().resolve("fits"), recordings, events);
    routes = new Routes(gate, library, uploads, recordings, fits, events);
    server = Javalin.create(all -> configure(all, config.port()));
  }

  /**
   * Starts a studio; fits that a killed one has left go on.
   *
   * @throws IOException if the port or the data folder is taken, or what is given cannot be opened
   */
  public static Studio start(StudioConfig config) throws IOException {
    FileChannel lock = locked(config.data());
    try {
      Studio studio = new Studio(config, lock);
      studio.server.start();
      studio.gate.open(studio.port());
      studio.fits.resume();
      return studio;
    } catch (JavalinBindException e) {
      lock.close();
      throw new IOException(
          "port %d of %s cannot be used: another program may have it"
              .formatted(config.port(), HOST),
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
      // This very process has it.
    }
    channel.close();
    throw new IOException(data + ": another studio is using this folder");
  }

  private void configure(JavalinConfig config, int port) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    // Else Javalin listens on every address of the machine.
    config.jetty.host = HOST;
    config.jetty.port = port;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.routes.before(gate::check);
    routes.all().forEach(r -> config.routes.addHttpHandler(r.method(), r.path(), r.handler()));
    config.routes.exception(
        Refusal.class, (e, ctx) -> refuse(ctx, e.status(), String.valueOf(e.getMessage())));
    config.routes.exception(
        IOException.class, (e, ctx) -> refuse(ctx, 500, String.valueOf(e.getMessage())));
    config.routes.exception(
        RuntimeException.class, (e, ctx) -> refuse(ctx, 500, "the studio failed: " + e));
  }

  private static void refuse(Context ctx, int status, String why) {
    ctx.status(status)
        .contentType("application/json; charset=utf-8")
        .result(Json.object(Map.of("error", why)));
  }

  /** Every path that it answers. */
  List<Routes.Route> routes() {
    return routes.all();
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /** The address to open; it works once. */
  public String address() {
    return gate.address(port());
  }

  /** Ends it: running fits keep what they have done and go on at the next start. */
  @Override
  public void close() throws IOException {
    events.close();
    fits.close();
    server.stop();
    lock.close();
  }
}
