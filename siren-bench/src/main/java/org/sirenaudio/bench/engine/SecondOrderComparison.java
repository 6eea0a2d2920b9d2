package org.sirenaudio.bench.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sirenaudio.bench.page.Goal;
import org.sirenaudio.bench.page.Numbers;
import org.sirenaudio.bench.page.Page;
import org.sirenaudio.bench.page.Ratios;
import org.sirenaudio.bench.page.TimeTable;
import org.sirenaudio.bench.timing.Contestant;
import org.sirenaudio.bench.timing.Outcome;
import org.sirenaudio.bench.work.SecondOrderStep;
import org.sirenaudio.bench.work.Workload;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.network.NetworkSpec;

/** The Levenberg–Marquardt step by width, points and channels, on one network per thread. */
final class SecondOrderComparison {

  private static final int WIDTH = 16;
  private static final int POINTS = 512;

  /** Steps per run and thread, so that starting threads costs nothing. */
  private static final int STEPS = 64;

  private SecondOrderComparison() {}

  static void run(Bench bench, Page page) {
    twoLayers(bench, page);
    oneLayer(bench, page);
  }

  private static void twoLayers(Bench bench, Page page) {
    Contestant peak = bench.peakBoth();
    Map<Workload, Contestant> steps = new LinkedHashMap<>();
    works(2).forEach(work -> steps.put(work, step(bench, work, SecondOrderStep.flops(work))));
    SequencedMap<Contestant, Outcome> outcomes =
        bench
            .fewRounds()
            .run(
                "Levenberg–Marquardt, two layers",
                Stream.concat(Stream.of(peak), steps.values().stream()).toList());
    page.section(
        "Levenberg–Marquardt step, two sine layers, one network per thread",
        TimeTable.header("network"),
        TimeTable.rows(outcomes, c -> peak));
    Contestant usual = Objects.requireNonNull(steps.get(work(2, WIDTH, POINTS, 1)));
    page.goal(new Ratios(outcomes).share(Goal.SECOND_ORDER, usual, peak));
  }

  /** Its normal equations have a closed form, so FLOPs of JᵀJ mean nothing. */
  private static void oneLayer(Bench bench, Page page) {
    List<Contestant> steps = works(1).map(work -> step(bench, work, 0)).toList();
    page.section(
        "Levenberg–Marquardt step, one sine layer, one network per thread",
        TimeTable.timesHeader("network"),
        TimeTable.times(bench.fewRounds().run("Levenberg–Marquardt, one layer", steps)));
  }

  /** Each of width, points and channels varied alone. */
  private static Stream<Workload> works(int layers) {
    return Stream.of(
            IntStream.of(2, 4, 8, 12, WIDTH, 20).mapToObj(w -> work(layers, w, POINTS, 1)),
            IntStream.of(256, 1024).mapToObj(n -> work(layers, WIDTH, n, 1)),
            Stream.of(work(layers, WIDTH, POINTS, 2)))
        .flatMap(works -> works);
  }

  private static Workload work(int layers, int width, int points, int channels) {
    NetworkSpec mono = new Workload(layers, width, points).spec();
    return new Workload(mono.withOutFeatures(channels), points);
  }

  private static Contestant step(Bench bench, Workload work, double flops) {
    int threads = bench.both().threads();
    List<SecondOrderStep> steps =
        Stream.generate(() -> SecondOrderStep.of(Kernels.best(), work)).limit(threads).toList();
    Runnable run =
        () ->
            bench
                .both()
                .forEach(
                    threads,
                    t -> {
                      for (int i = 0; i < STEPS; i++) {
                        steps.get(t).run();
                      }
                    });
    String name =
        "%s, %s points, %s"
            .formatted(
                work.shape(),
                Numbers.count(work.frames()),
                work.spec().outFeatures() == 1 ? "mono" : "stereo");
    return new Contestant(
        name, threads * flops, atLeast -> Contestant.meanSeconds(run, atLeast) / STEPS);
  }
}
