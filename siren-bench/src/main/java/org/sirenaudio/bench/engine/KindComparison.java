package org.sirenaudio.bench.engine;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.sirenaudio.bench.page.Goal;
import org.sirenaudio.bench.page.Numbers;
import org.sirenaudio.bench.page.Page;
import org.sirenaudio.bench.page.Ratios;
import org.sirenaudio.bench.page.TimeTable;
import org.sirenaudio.bench.timing.Contestant;
import org.sirenaudio.bench.timing.Outcome;
import org.sirenaudio.bench.timing.Series;
import org.sirenaudio.bench.work.TrainingStep;
import org.sirenaudio.bench.work.Workload;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.layer.OwnCurve;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.NonlinearityKind;

/** The training step of every dense kind of network, relative to a SIREN's and to PyTorch's. */
final class KindComparison {

  private static final int WIDTH = 256;
  private static final int FRAMES = 16_000;

  /** Lookups and series instead of matrix products. */
  private static final List<NetworkKind> NOT_DENSE =
      List.of(NetworkKind.GRID, NetworkKind.FOURIER_KAN);

  private static final String NONE = "–";

  private KindComparison() {}

  static void run(Bench bench, Page page) {
    Contestant peak = bench.peakBoth();
    SequencedMap<Contestant, Contestant> compiled = new LinkedHashMap<>();
    dense()
        .forEach(
            kind -> {
              Workload work = work(kind, WIDTH, FRAMES);
              compiled.put(
                  step(bench, kind.name(), work),
                  bench.torchBoth().compiledStep(kind.name() + " under torch.compile", work));
            });
    Contestant own = step(bench, "a user-defined activation", work(own(), WIDTH, FRAMES));
    // Contestants that are compared with each other are adjacent.
    SequencedMap<Contestant, Outcome> outcomes =
        bench
            .rounds()
            .run(
                "kinds of network",
                Stream.of(
                        Stream.of(peak),
                        compiled.entrySet().stream()
                            .flatMap(pair -> Stream.of(pair.getKey(), pair.getValue())),
                        Stream.of(own))
                    .flatMap(contestants -> contestants)
                    .toList());
    Ratios ratios = new Ratios(outcomes);
    Contestant siren = compiled.firstEntry().getKey();
    SequencedMap<Contestant, Outcome> ours = new LinkedHashMap<>(outcomes);
    ours.keySet().removeAll(compiled.values());
    page.section(
        "Training step by kind of network, %s, %s points, two threads"
            .formatted(work(NetworkKind.SIREN, WIDTH, FRAMES).shape(), Numbers.count(FRAMES)),
        TimeTable.header("network", "beside siren", "over torch.compile"),
        TimeTable.rows(
            ours,
            c -> peak,
            c ->
                List.of(
                    c.equals(peak) ? NONE : Numbers.percent(ratios.share(c, siren).median()),
                    Optional.ofNullable(compiled.get(c))
                        .flatMap(peer -> ratios.speedUp(c, peer))
                        .map(ratio -> Numbers.times(ratio.median()))
                        .orElse(NONE))));
    Contestant slowest =
        compiled.keySet().stream()
            .min(Comparator.comparingDouble(kind -> ratios.share(kind, siren).median()))
            .orElseThrow();
    page.goal(ratios.share(Goal.KINDS.of(slowest.name()), slowest, siren));
    page.goal(overCompiled(ratios, compiled));
  }

  /** The kind whose step is the least faster than PyTorch's. */
  private static List<String> overCompiled(
      Ratios ratios, SequencedMap<Contestant, Contestant> compiled) {
    Map.Entry<Contestant, Contestant> least =
        compiled.entrySet().stream()
            .min(
                Comparator.comparingDouble(
                    pair ->
                        ratios
                            .speedUp(pair.getKey(), pair.getValue())
                            .map(Series::median)
                            .orElse(Double.POSITIVE_INFINITY)))
            .orElseThrow();
    return ratios.speedUp(
        Goal.KINDS_COMPILED.of(least.getKey().name()), least.getKey(), least.getValue());
  }

  /** The kinds that consist of matrix products, a SIREN first. */
  static Stream<NetworkKind> dense() {
    return NetworkKind.shipped().stream().filter(kind -> !NOT_DENSE.contains(kind));
  }

  /** The example of docs/networks.md. */
  private static NetworkKind own() {
    OwnCurve.register(
        "triangle-ish",
        z -> Math.sin(z) - Math.sin(3 * z) / 9,
        z -> Math.cos(z) - Math.cos(3 * z) / 3);
    return NetworkKind.named("triangle-ish");
  }

  /** A network of a kind over one second, with the usual parameters. */
  static Workload work(NetworkKind kind, int width, int frames) {
    NonlinearityKind usual = kind.nonlinearity();
    double hertz = Workload.FIRST_OMEGA0 / Math.PI;
    NetworkSpec spec =
        NetworkSpec.of(
                usual.make(usual.usualHiddenOmega0(), usual.usualShape()),
                width,
                Workload.USUAL_LAYERS)
            .withEncoding(kind.encoding().of(hertz, 1, 1))
            .withFrequency(Workload.FIRST_OMEGA0);
    return new Workload(spec, frames);
  }

  private static Contestant step(Bench bench, String name, Workload work) {
    return Contestant.of(
        name, work.stepFlops(), TrainingStep.of(Kernels.best(), work, bench.both())::run);
  }
}
