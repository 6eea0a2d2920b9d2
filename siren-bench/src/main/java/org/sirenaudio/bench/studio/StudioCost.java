package org.sirenaudio.bench.studio;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.sirenaudio.bench.console.Console;
import org.sirenaudio.bench.console.PositiveInteger;
import org.sirenaudio.bench.console.RecordingOption;
import org.sirenaudio.bench.console.StepsOption;
import org.sirenaudio.bench.console.TemporaryFolder;
import org.sirenaudio.bench.timing.Series;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what viewers cost a fit, and the studio's heap. */
@Command(
    name = "studio",
    description = {
      "Measures the studio: its startup, what viewers cost a fit, and its heap.",
      "Runs the same fit without viewers, with one viewer that follows the events and fetches the"
          + " networks as the page does, and with 50 clients that follow the events, in turn; with"
          + " --minutes, runs fits with all of these and prints every minute the live heap after a"
          + " collection."
    })
public final class StudioCost implements Callable<Integer> {

  private static final int CLIENTS = 50;

  /** The page waits this many times a snapshot's duration before requesting the next. */
  private static final int REST = 6;

  private static final double MEGA = 1e-6;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Runs of each (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Watch the heap for this many minutes instead of timing.")
  private int minutes;

  @Mixin private final StepsOption length = new StepsOption(150);

  @Mixin private final RecordingOption recording = new RecordingOption();

  private StudioCost() {}

  /** The viewers of a fit. */
  private enum Audience {
    NOBODY,
    VIEWER,
    FOLLOWERS
  }

  /** A fit's wall time, and the studio's CPU time meanwhile. */
  private record Cost(double seconds, double processor) {}

  @Override
  public Integer call() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create();
        StudioServer server = new StudioServer(folder.resolve("data"), recording.file())) {
      if (minutes > 0) {
        return heap(server);
      }
      Console.say("first byte %.2f s after the start".formatted(server.startSeconds()));
      fit(server, Audience.VIEWER);
      Map<Audience, List<Cost>> costs = new EnumMap<>(Audience.class);
      for (int round = 1; round <= rounds; round++) {
        for (Audience audience : Audience.values()) {
          Cost cost = fit(server, audience);
          costs.computeIfAbsent(audience, each -> new ArrayList<>()).add(cost);
          Console.say(
              "round %d, %s: %.2f s, %.2f s of CPU time"
                  .formatted(
                      round,
                      audience.name().toLowerCase(Locale.ROOT),
                      cost.seconds,
                      cost.processor));
        }
      }
      for (Audience audience : List.of(Audience.VIEWER, Audience.FOLLOWERS)) {
        Series time = ratio(costs, audience, Cost::seconds);
        Series processor = ratio(costs, audience, Cost::processor);
        System.out.printf(
            Locale.ROOT,
            "%s: speed %.3f of that without viewers (quartiles %.3f and %.3f), by CPU time"
                + " %.3f%n",
            audience == Audience.VIEWER ? "one viewer" : CLIENTS + " clients",
            time.median(),
            time.lowerQuartile(),
            time.upperQuartile(),
            processor.median());
      }
      return 0;
    }
  }

  private static Series ratio(
      Map<Audience, List<Cost>> costs, Audience audience, ToDoubleFunction<Cost> what) {
    return series(of(costs, Audience.NOBODY), what)
        .with(series(of(costs, audience), what), (alone, watched) -> alone / watched);
  }

  private static List<Cost> of(Map<Audience, List<Cost>> costs, Audience audience) {
    return costs.getOrDefault(audience, List.of());
  }

  private static Series series(List<Cost> costs, ToDoubleFunction<Cost> what) {
    return new Series(costs.stream().mapToDouble(what).toArray());
  }

  private Cost fit(StudioServer server, Audience audience) throws IOException {
    List<Closeable> open = new ArrayList<>();
    double before = server.processorSeconds();
    StudioFit fit = StudioFit.start(server, "quality=balanced&steps=" + length.steps());
    try {
      switch (audience) {
        case NOBODY -> {}
        case VIEWER -> open.add(new Viewer(fit).begin());
        case FOLLOWERS -> {
          for (int i = 0; i < CLIENTS; i++) {
            open.add(server.follow(() -> {}));
          }
        }
      }
      return new Cost(fit.seconds(), server.processorSeconds() - before);
    } finally {
      closeAll(open);
    }
  }

  private static void closeAll(List<Closeable> open) throws IOException {
    for (Closeable one : open) {
      one.close();
    }
  }

  /** Follows the events and fetches the networks at each, with the page's pauses. */
  private static final class Viewer {
    private final StudioFit fit;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicLong rested = new AtomicLong(Long.MIN_VALUE);

    Viewer(StudioFit fit) {
      this.fit = fit;
    }

    Closeable begin() throws IOException {
      return fit.server().follow(this::look);
    }

    private void look() {
      long begun = System.nanoTime();
      if (begun < rested.get() || !looking.compareAndSet(false, true)) {
        return;
      }
      try {
        fit.server().bytes("/api/fits/" + fit.id() + "/look?after=0");
        rested.set(System.nanoTime() + REST * (System.nanoTime() - begun));
      } catch (IOException e) {
        // The server has ended.
      } finally {
        looking.set(false);
      }
    }
  }

  /** Runs fits back to back with all viewers, and reports the live heap. */
  private int heap(StudioServer server) throws IOException {
    List<Closeable> open = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      open.add(server.follow(() -> {}));
    }
    long begun = System.nanoTime();
    List<Double> live = new ArrayList<>();
    int fits = 0;
    while (live.size() < minutes) {
      StudioFit fit = StudioFit.start(server, "quality=balanced&steps=" + length.steps());
      fits++;
      List<Closeable> viewer = List.of(new Viewer(fit).begin());
      while (fit.answer().contains("\"state\":\"running\"")) {
        StudioFit.pause(200);
        if (System.nanoTime() - begun > 60e9 * (live.size() + 1)) {
          live.add(MEGA * server.liveBytes());
          Console.say(
              "minute %d, fit %d: %.1f MB live after a collection"
                  .formatted(live.size(), fits, live.getLast()));
        }
      }
      closeAll(viewer);
    }
    closeAll(open);
    int half = live.size() / 2;
    System.out.printf(
        Locale.ROOT,
        "%d fits in %d minutes; live heap %.1f MB in the first half, %.1f MB in the second%n",
        fits,
        minutes,
        mean(live.subList(0, Math.max(1, half))),
        mean(live.subList(half, live.size())));
    return 0;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
