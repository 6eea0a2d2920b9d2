package org.sirenaudio.bench.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sirenaudio.bench.console.Checkout;
import org.sirenaudio.bench.console.PositiveInteger;
import org.sirenaudio.bench.console.TemporaryFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts siren-bench/browser, which has the browser's driver that nothing else here needs. */
@Command(
    name = "browser",
    description = {
      "Measures the studio's page in headless Chromium (/usr/bin/chromium).",
      "Opens, draws, zooms and pans a long recording, and plays a model beside a fit. Build it"
          + " first: mvn -q -Pbrowser-bench -pl siren-bench/browser -am -DskipTests package."
    })
public final class BrowserCost implements Callable<Integer> {

  private static final String NOT_BUILT =
      "not built; run mvn -q -Pbrowser-bench -pl siren-bench/browser -am -DskipTests package";

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Length of the recording in seconds (default: ${DEFAULT-VALUE}).")
  private int seconds = 3600;

  @Option(
      names = "--play",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Seconds of playback beside a fit (default: ${DEFAULT-VALUE}).")
  private int play = 60;

  private BrowserCost() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path jar = Checkout.file("siren-bench/browser/target/siren-bench-browser.jar");
    if (!Files.isReadable(jar)) {
      throw new IOException(jar + ": " + NOT_BUILT);
    }
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      return new ProcessBuilder(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--add-modules=jdk.incubator.vector",
                  "-jar",
                  jar.toString(),
                  folder.path().toString(),
                  Integer.toString(seconds),
                  Integer.toString(play)))
          .inheritIO()
          .start()
          .waitFor();
    }
  }
}
