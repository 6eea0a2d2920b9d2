package org.sirenaudio.cli.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.ByteSize;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.Json;
import org.sirenaudio.studio.Studio;
import org.sirenaudio.studio.StudioConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren studio}: starts the web studio. */
@Command(
    name = "studio",
    description = {
      "Opens a page in the browser to fit, play and inspect recordings.",
      "It prints the page's address, which works once and on this machine alone, and "
          + "runs until Ctrl-C. A fit that is interrupted, or killed, resumes at the next "
          + "start."
    },
    sortOptions = false)
public final class StudioCommand implements Callable<Integer> {
  private static final int MOST_PORT = 65_535;

  /** A numeric address: a name may resolve to several, and its owner may change that. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:]{2,39}");

  private static final Set<String> ANY = Set.of("0.0.0.0", "::");
  private static final long USUAL_UPLOAD = 500_000_000;

  private final Streams streams;
  private final Interrupt interrupt;
  private String host = StudioConfig.THIS_MACHINE;
  private int port;
  private long mostUpload = USUAL_UPLOAD;

  @Parameters(
      paramLabel = "INPUT",
      arity = "0..1",
      description =
          "A recording, a model, or a folder of them; only what lies below that folder is "
              + "served.")
  private @Nullable Path input;

  @Option(names = "--no-open", description = "Do not open the browser.")
  private boolean noOpen;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where recordings dropped on the page, fits and their models are kept (default: "
              + "~/.local/share/siren-studio).")
  private @Nullable Path data;

  @Mixin private ReportOptions report = new ReportOptions();

  public StudioCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = {
        "Address of this machine to listen on, so that others can connect (default: 127.0.0.1, which"
            + " accepts connections from this machine only).",
        "Connections are then not encrypted. Safer: omit this option, and on the other machine run"
            + " ssh -L PORT:127.0.0.1:PORT."
      })
  void host(String value) {
    if (!ADDRESS.matcher(value).matches() || ANY.contains(value)) {
      throw new IllegalArgumentException(
          "--host must be one address of this machine, such as 192.168.1.20, not '" + value + "'");
    }
    host = value;
  }

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on (default: a free one).")
  void port(int value) {
    if (value < 0 || value > MOST_PORT) {
      throw new IllegalArgumentException("--port must be from 0 to 65535, not " + value);
    }
    port = value;
  }

  @Option(
      names = "--max-upload",
      paramLabel = "SIZE",
      description = "The largest recording that may be dropped on the page (default: 500MB).")
  void maxUpload(String value) {
    mostUpload = ByteSize.parse(value);
  }

  @Override
  public Integer call() throws IOException {
    Path given = input;
    if (given != null && StandardStream.is(given)) {
      throw new IllegalArgumentException("the studio cannot read stdin; give a file or folder");
    }
    StudioConfig config =
        new StudioConfig(Optional.ofNullable(given), dataFolder(), host, port, mostUpload);
    CountDownLatch ended = new CountDownLatch(1);
    try (Studio studio = Studio.start(config)) {
      interrupt.stops(ended::countDown);
      String address = studio.address();
      report.print(streams.out(), () -> json(address, studio.port()), () -> address);
      streams.out().flush();
      if (!host.equals(StudioConfig.THIS_MACHINE) && !report.quiet()) {
        streams
            .err()
            .printf(
                "siren: connections to this address are not encrypted; safer: omit --host, and on"
                    + " the other machine run ssh -L %1$d:127.0.0.1:%1$d%n",
                studio.port());
      }
      if (!noOpen) {
        Browser.open(address);
      }
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.INTERRUPTED;
  }

  /** Starts an empty studio, requests its page, and stops it; returns whether that worked. */
  public static boolean rehearse() {
    try {
      Path data = Files.createTempDirectory("siren-rehearsal");
      try (Studio studio = Studio.start(new StudioConfig(Optional.empty(), data, 0, 1))) {
        return studio.answers();
      } finally {
        try (Stream<Path> all = Files.walk(data)) {
          all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      }
    } catch (IOException e) {
      return false;
    }
  }

  private Path dataFolder() {
    if (data != null) {
      return data;
    }
    String shared = System.getenv("XDG_DATA_HOME");
    Path base =
        shared == null || shared.isEmpty()
            ? Path.of(System.getProperty("user.home", "."), ".local", "share")
            : Path.of(shared);
    return base.resolve("siren-studio");
  }

  private static String json(String address, int port) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("address", address);
    all.put("port", port);
    return Json.object(all);
  }
}
