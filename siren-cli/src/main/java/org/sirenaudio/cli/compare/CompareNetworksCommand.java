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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.BadDataException;
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
import org.sirenaudio.fit.Budget;
import org.sirenaudio.fit.FitConfig;
import org.sirenaudio.network.MlpConfig;
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
    AtomicBoolean stopped = new AtomicBoolean();
    interrupt.stops(() -> stopped.set(true));
    List<KindSetup> kinds = KindSetup.of(clip, config, firstHz, octaves);
    int parameters = kinds.getLast().parameters().applyAsInt(hidden);
    KindComparison comparison = KindComparison.run(clip, kinds, parameters, config, stopped::get);
    if (!noPicture) {
      byte[] png = picture(comparison, StandardStream.name(in)).png();
      Outputs.write(picture, png, overwrite);
    }
    streams.out().println(json ? json(comparison, picture) : table(comparison));
    return interrupt.happened() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private void requireUsable() {
    if (hidden < 1) {
      throw new IllegalArgumentException("--hidden must be at least 1, not " + hidden);
    }
    if (firstHz != null && !(firstHz > 0 && Double.isFinite(firstHz))) {
      throw new IllegalArgumentException("--first-hz must be above 0, not " + firstHz);
    }
    if (octaves != null && (octaves < 1 || octaves > MlpConfig.MOST_OCTAVES)) {
      throw new IllegalArgumentException(
          "--octaves must be 1 to " + MlpConfig.MOST_OCTAVES + ", not " + octaves);
    }
  }

  private FitConfig config() {
    Budget budget =
        effort != null && effort.steps != null
            ? new Budget.Steps(effort.steps)
            : new Budget.Seconds(effort != null && effort.seconds != null ? effort.seconds : 20);
    return FitConfig.balanced()
        .withNumLayers(layers)
        .withBatchFrames(batch)
        .withDensity(1)
        .withRandomSeed(seed)
        .withThreads(threads)
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

  private static String table(KindComparison comparison) {
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
    for (KindComparison.Entry entry : comparison.entries()) {
      table.row(
          List.of(
              entry.kind().name(),
              Integer.toString(entry.width()),
              String.format(Locale.ROOT, "%,d", entry.parameters()),
              entry.kind().frequencies(),
              "× " + Table.number(entry.kind().rateFactor(), 1),
              Table.number(entry.fit().snrDb(), 2),
              Table.number(entry.betweenDb(), 2),
              Integer.toString(entry.fit().steps()),
              Table.number(entry.fit().history().getLast().seconds(), 1)));
    }
    return table.toString();
  }

  private String json(KindComparison comparison, Path picture) {
    List<Map<String, Object>> networks = new ArrayList<>();
    for (KindComparison.Entry entry : comparison.entries()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("network", entry.kind().name());
      one.put("width", entry.width());
      one.put("parameters", entry.parameters());
      one.putAll(entry.kind().figures());
      one.put("rateFactor", entry.kind().rateFactor());
      one.put("snrDb", entry.fit().snrDb());
      one.put("betweenDb", entry.betweenDb());
      one.put("steps", entry.fit().steps());
      one.put("seconds", entry.fit().history().getLast().seconds());
      one.put(
          "history",
          entry.fit().history().stream().map(p -> List.of(p.seconds(), p.snrDb())).toList());
      networks.add(one);
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("networks", networks);
    if (!noPicture) {
      all.put("picture", picture.toString());
    }
    return Json.object(all);
  }

  private NetworksPicture picture(KindComparison comparison, String name) {
    List<NetworksPicture.Network> networks = new ArrayList<>();
    for (KindComparison.Entry entry : comparison.entries()) {
      List<double[]> snr =
          entry.fit().history().stream().map(p -> new double[] {p.seconds(), p.snrDb()}).toList();
      networks.add(new NetworksPicture.Network(entry.kind().name(), snr, entry.rendered()));
    }
    String headline =
        comparison.entries().stream()
            .map(e -> e.kind().name() + " " + Table.number(e.fit().snrDb(), 1) + " dB")
            .reduce((a, b) -> a + "  ·  " + b)
            .orElse("");
    return new NetworksPicture(name, headline, comparison.clip(), networks, close(comparison));
  }

  /** Values and derivatives around the loudest place. */
  private static List<NetworksPicture.Close> close(KindComparison comparison) {
    Clip clip = comparison.clip();
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
      for (KindComparison.Entry entry : comparison.entries()) {
        lines.add(points(frames, rate, entry.derivative(frames, order)));
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
