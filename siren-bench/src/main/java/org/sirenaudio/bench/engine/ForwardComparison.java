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
import org.sirenaudio.bench.work.ForwardPass;
import org.sirenaudio.bench.work.Rendering;
import org.sirenaudio.bench.work.Workload;
import org.sirenaudio.kernel.Kernels;

/** Evaluation without gradients: the bare pass, and the rendering of a clip. */
final class ForwardComparison {

  private static final Workload WORK = new Workload(Workload.USUAL_LAYERS, 256, 16_000);
  private static final Workload CLIP = new Workload(Workload.USUAL_LAYERS, 256, 160_000);

  private ForwardComparison() {}

  static void run(Bench bench, Page page) {
    Contestant peak = bench.peakBoth();
    ForwardPass pass = ForwardPass.of(Kernels.best(), WORK, bench.both());
    Rendering rendering = Rendering.of(CLIP, bench.both().threads());
    Contestant forward = Contestant.of("Siren, forward pass", WORK.forwardFlops(), pass::run);
    Contestant render =
        Contestant.of(
            "Siren, rendering of a clip of %s frames".formatted(Numbers.count(CLIP.frames())),
            CLIP.forwardFlops(),
            rendering::run);
    Contestant torch = bench.torchBoth().forward("PyTorch, forward pass", WORK);
    Contestant djl = bench.djl().forward("DJL, forward pass", WORK);
    SequencedMap<Contestant, Outcome> outcomes =
        bench.rounds().run("forward pass", List.of(peak, forward, torch, render, djl));
    page.section(
        "Forward, %s, %s points, two threads".formatted(WORK.shape(), Numbers.count(WORK.frames())),
        TimeTable.header("contestant"),
        TimeTable.rows(outcomes, c -> peak));
    page.goal(new Ratios(outcomes).share(Goal.FORWARD, forward, peak));
  }
}
