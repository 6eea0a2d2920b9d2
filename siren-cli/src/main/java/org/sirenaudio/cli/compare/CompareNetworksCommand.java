package org.sirenaudio.cli.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Json;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.console.Table;
import org.sirenaudio.cli.picture.NetworksPicture;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.dsp.SincInterpolator;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.fit.config.BatchSize;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.network.InputEncoding;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren compare-networks}: what sines bring over rectified linear units. */
@Command(
    name = "compare-networks",
    description = {
      "Fits a recording with one network of each kind: ReLU, ReLU with positional encoding, and"
          + " SIREN; with equal parameters, equal time, and the same optimiser (Muon) and kernels.",
      "Each kind gets what suits it. The frequencies of the encoding and of the SIREN's first layer"
          + " follow from the recording's spectrum; the encoding learns at half the usual rates,"
          + " with which it does best. No rate brings the plain ReLU far from silence.",
      "Prints a table and draws NAME.networks.png: SNR over time, spectrograms, and derivatives."
    },
    sortOptions = false)
public final class CompareNetworksCommand implements Callable<Integer> {

  private static final int CLOSE_POINTS = 1500;
  private static final double CLOSE_SECONDS = 0.005;

  private final Streams streams;
  private final Interrupt interrupt;

  @Parameters(paramLabel = "IN", description = "A WAV, AIFF or AU file, or - for stdin.")
  private @Nullable Path input;

  @ArgGroup private @Nullable Effort effort;

  /** One way or the other to say when to end. */
  private static final class Effort {
    @Option(names = "--seconds", paramLabel = "S", description = "Of each fit; 20 by default.")
    private @Nullable Double seconds;

    @Option(
        names = "--steps",
        paramLabel = "N",
        description = "Steps of each fit: the same result on every machine.")
    private @Nullable Integer steps;
  }

  @Option(names = "--layers", paramLabel = "N", description = "Hidden layers of each; 4.")
  private int layers = 4;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Width of the SIREN; 128. The others get as many parameters.")
  private int hidden = 128;

  @Option(
      names = "--first-hz",
      paramLabel = "HZ",
      description =
          "Highest first-layer frequency of the SIREN at the start; by default from the"
              + " recording's spectrum.")
  private @Nullable Double firstHz;

  @Option(
      names = "--octaves",
      paramLabel = "N",
      description =
          "Octaves of the positional encoding, 1 to 30; by default from the recording's spectrum.")
  private @Nullable Integer octaves;

  @Option(names = "--batch", paramLabel = "N", description = "Frames that a step looks at; 4096.")
  private int batch = 4096;

  @Option(names = "--seed", paramLabel = "N", description = "Of everything random; 1.")
  private long seed = 1;

  @Option(names = "--threads", paramLabel = "N", description = "0, the default, for all.")
  private int threads;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PNG",
      description = "Where to draw the picture.")
  private @Nullable Path output;

  @Option(
      names = {"-y", "--overwrite"},
      description = "Replace a picture that exists.")
  private boolean overwrite;

  @Option(names = "--no-picture", description = "Do not draw the picture.")
  private boolean noPicture;

  @Option(names = "--json", description = "Print the figures as one JSON object.")
  private boolean json;

  public CompareNetworksCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Override
  public Integer call() throws IOException {
    Path in = Objects.requireNonNull(input);
    requireUsable();
    FitConfig config = config();
    Clip clip = StandardStream.read(in, streams);
    requireSound(clip, in);
    Path picture = output != null ? output : Outputs.sibling(in, ".networks.png");
    if (!noPicture) {
      Outputs.check(List.of(picture), overwrite);
    }
    List<ComparedNetwork> kinds = ComparedNetwork.of(clip, layers, firstHz, octaves);
    int parameters = kinds.getLast().parameters(hidden, clip.channels());
    List<NetworkFit> fits = new ArrayList<>();
    for (ComparedNetwork kind : kinds) {
      fits.add(NetworkFit.run(kind, parameters, clip, config, interrupt));
    }
    if (!noPicture) {
      byte[] png = picture(clip, fits, StandardStream.name(in)).png();
      Outputs.write(picture, png, overwrite);
    }
    streams.out().println(json ? json(fits, picture) : table(fits));
    return interrupt.happened() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private void requireUsable() {
    if (hidden < 1) {
      throw new IllegalArgumentException("--hidden must be at least 1, not " + hidden);
    }
    if (firstHz != null && !(firstHz > 0 && Double.isFinite(firstHz))) {
      throw new IllegalArgumentException("--first-hz must be above 0, not " + firstHz);
    }
    if (octaves != null && (octaves < 1 || octaves > InputEncoding.Positional.MOST_OCTAVES)) {
      throw new IllegalArgumentException(
          "--octaves must be 1 to " + InputEncoding.Positional.MOST_OCTAVES + ", not " + octaves);
    }
  }

  private FitConfig config() {
    Budget budget =
        effort != null && effort.steps != null
            ? new Budget.Steps(effort.steps)
            : new Budget.Seconds(effort != null && effort.seconds != null ? effort.seconds : 20);
    FitConfig config =
        threads > 0 ? FitConfig.balanced().withThreads(threads) : FitConfig.balanced();
    return config
        .withWindows(w -> w.withCount(1))
        .withNetwork(n -> n.withNumLayers(layers))
        .withTraining(
            t -> t.withOptimiser(OptimiserKind.MUON).withBatch(new BatchSize.Points(batch)))
        .withTarget(t -> t.withOversampling(1))
        .withRandomSeed(seed)
        .withBudget(budget);
  }

  private static void requireSound(Clip clip, Path in) throws BadDataException {
    for (int c = 0; c < clip.channels(); c++) {
      for (float sample : clip.channel(c)) {
        if (sample != 0) {
          return;
        }
      }
    }
    throw new BadDataException(in + ": is silent: there is nothing to compare networks by");
  }

  private static String table(List<NetworkFit> fits) {
    Table table =
        new Table(
            "network",
            "width",
            "parameters",
            "frequencies",
            "rates",
            "SNR (dB)",
            "between (dB)",
            "steps",
            "seconds");
    for (NetworkFit fit : fits) {
      table.row(
          List.of(
              fit.kind().name(),
              Integer.toString(fit.width()),
              String.format(Locale.ROOT, "%,d", fit.parameters()),
              fit.kind().frequencies(),
              "× " + Table.number(fit.kind().rateFactor(), 1),
              Table.number(fit.metadata().snrDb(), 2),
              Table.number(fit.metadata().betweenDb(), 2),
              Integer.toString(fit.metadata().steps()),
              Table.number(fit.seconds(), 1)));
    }
    return table.toString();
  }

  private String json(List<NetworkFit> fits, Path picture) {
    List<Map<String, Object>> networks = new ArrayList<>();
    for (NetworkFit fit : fits) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("network", fit.kind().name());
      one.put("width", fit.width());
      one.put("parameters", fit.parameters());
      one.putAll(fit.kind().figures());
      one.put("rateFactor", fit.kind().rateFactor());
      one.put("snrDb", fit.metadata().snrDb());
      one.put("betweenDb", fit.metadata().betweenDb());
      one.put("steps", fit.metadata().steps());
      one.put("seconds", fit.seconds());
      one.put(
          "history",
          fit.history().stream().map(p -> List.of(p.elapsedSeconds(), p.snrDb())).toList());
      networks.add(one);
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("networks", networks);
    if (!noPicture) {
      all.put("picture", picture.toString());
    }
    return Json.object(all);
  }

  private static NetworksPicture picture(Clip clip, List<NetworkFit> fits, String name) {
    List<NetworksPicture.Network> networks = new ArrayList<>();
    for (NetworkFit fit : fits) {
      List<double[]> snr =
          fit.history().stream().map(p -> new double[] {p.elapsedSeconds(), p.snrDb()}).toList();
      networks.add(new NetworksPicture.Network(fit.kind().name(), snr, fit.rendered()));
    }
    String headline =
        fits.stream()
            .map(e -> e.kind().name() + " " + Table.number(e.metadata().snrDb(), 1) + " dB")
            .reduce((a, b) -> a + "  ·  " + b)
            .orElse("");
    return new NetworksPicture(name, headline, clip, networks, close(clip, fits));
  }

  /** Values and derivatives around the loudest place. */
  private static List<NetworksPicture.Close> close(Clip clip, List<NetworkFit> fits) {
    float[] samples = clip.channel(0);
    int loudest = 0;
    for (int i = 0; i < samples.length; i++) {
      if (Math.abs(samples[i]) > Math.abs(samples[loudest])) {
        loudest = i;
      }
    }
    double rate = clip.sampleRate();
    double perMillisecond = rate / 1000;
    double span = Math.min(clip.frames() - 1, CLOSE_SECONDS * rate);
    double from = Math.clamp(loudest - span / 2, 0, Math.max(0, clip.frames() - 1 - span));
    double[] frames = new double[CLOSE_POINTS];
    Arrays.setAll(frames, i -> from + span * i / (CLOSE_POINTS - 1));
    SincInterpolator sinc = SincInterpolator.create();
    String[] titles = {"Amplitude at the loudest place", "First derivative", "Second derivative"};
    String[] labels = {"amplitude", "per ms", "per ms²"};
    List<NetworksPicture.Close> plots = new ArrayList<>();
    for (int order = 0; order <= 2; order++) {
      List<List<double[]>> lines = new ArrayList<>();
      double[] original = differences(p -> sinc.at(samples, p), frames, perMillisecond, order);
      lines.add(points(frames, rate, original));
      for (NetworkFit fit : fits) {
        lines.add(points(frames, rate, fit.derivative(frames, order)));
      }
      plots.add(new NetworksPicture.Close(titles[order], labels[order], lines));
    }
    return plots;
  }

  /**
   * A curve over frames, or its derivative from central differences, by a time in which {@code
   * rate} frames pass.
   */
  private static double[] differences(
      DoubleUnaryOperator curve, double[] frames, double rate, int order) {
    double h = 0.01;
    return Arrays.stream(frames)
        .map(
            p -> {
              double before = curve.applyAsDouble(p - h);
              double here = curve.applyAsDouble(p);
              double after = curve.applyAsDouble(p + h);
              return switch (order) {
                case 0 -> here;
                case 1 -> rate * (after - before) / (2 * h);
                default -> rate * rate * (after - 2 * here + before) / (h * h);
              };
            })
        .toArray();
  }

  private static List<double[]> points(double[] frames, double rate, double[] values) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < frames.length; i++) {
      points.add(new double[] {1000 * frames[i] / rate, values[i]});
    }
    return points;
  }
}
