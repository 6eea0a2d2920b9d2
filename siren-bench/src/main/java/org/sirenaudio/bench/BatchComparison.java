package org.sirenaudio.bench;

import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.sirenaudio.kernel.Kernels;

/** Sixteen independent networks, as in a fit of a long clip. */
final class BatchComparison {

  private static final int NETWORKS = 16;
  private static final Workload NARROW = new Workload(Workload.USUAL_LAYERS, 64, 2048);
  private static final Workload WIDE = new Workload(Workload.USUAL_LAYERS, 128, 2048);

  /** The final size in short windows. */
  private static final Workload GROWN = new Workload(2, 16, 512);

  private BatchComparison() {}

  static void run(Bench bench, Page page) {
    Contestant peak = bench.peakBoth();
    Contestant narrow = contestant(bench, NARROW);
    Contestant wide = contestant(bench, WIDE);
    Contestant grown = secondOrder(bench);
    SequencedMap<Contestant, Outcome> outcomes =
        bench.rounds().run("16 networks", List.of(peak, narrow, wide, grown));
    page.section(
        "Training step of %d networks in parallel, %s points each unless noted, two threads"
            .formatted(NETWORKS, Numbers.count(NARROW.frames())),
        TimeTable.header("networks"),
        TimeTable.rows(outcomes, c -> peak));
    Ratios ratios = new Ratios(outcomes);
    page.goal(ratios.share(Goal.NETWORKS_64, narrow, peak));
    page.goal(ratios.share(Goal.NETWORKS_128, wide, peak));
  }

  private static Contestant contestant(Bench bench, Workload work) {
    NetworkBatch batch = new NetworkBatch(NETWORKS, work, bench.both(), bench.one());
    return Contestant.of(work.shape(), NETWORKS * work.stepFlops(), batch::run);
  }

  /** The linear system of a Levenberg–Marquardt step and its solution, one thread per network. */
  private static Contestant secondOrder(Bench bench) {
    List<SecondOrderStep> steps =
        Stream.generate(() -> SecondOrderStep.of(Kernels.best(), GROWN)).limit(NETWORKS).toList();
    return Contestant.of(
        "%s, %s points, Levenberg–Marquardt"
            .formatted(GROWN.shape(), Numbers.count(GROWN.frames())),
        NETWORKS * SecondOrderStep.flops(GROWN),
        () -> bench.both().forEach(NETWORKS, i -> steps.get(i).run()));
  }
}
