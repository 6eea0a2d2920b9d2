package org.sirenaudio.bench.engine;

import java.util.List;
import java.util.SequencedMap;
import org.sirenaudio.bench.page.Goal;
import org.sirenaudio.bench.page.Numbers;
import org.sirenaudio.bench.page.Page;
import org.sirenaudio.bench.page.Ratios;
import org.sirenaudio.bench.page.TimeTable;
import org.sirenaudio.bench.timing.Contestant;
import org.sirenaudio.bench.timing.Outcome;
import org.sirenaudio.bench.work.NetworkBatch;
import org.sirenaudio.bench.work.Workload;

/** Sixteen independent networks, as in a fit of a long clip. */
final class BatchComparison {

  private static final int NETWORKS = 16;
  private static final Workload NARROW = new Workload(Workload.USUAL_LAYERS, 64, 2048);
  private static final Workload WIDE = new Workload(Workload.USUAL_LAYERS, 128, 2048);

  private BatchComparison() {}

  static void run(Bench bench, Page page) {
    Contestant peak = bench.peakBoth();
    Contestant narrow = contestant(bench, NARROW);
    Contestant wide = contestant(bench, WIDE);
    SequencedMap<Contestant, Outcome> outcomes =
        bench.rounds().run("16 networks", List.of(peak, narrow, wide));
    page.section(
        "Training step of %d networks in parallel, %s points each, two threads"
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
}
