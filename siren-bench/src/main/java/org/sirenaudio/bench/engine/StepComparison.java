package org.sirenaudio.bench.engine;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.sirenaudio.bench.page.Goal;
import org.sirenaudio.bench.page.Numbers;
import org.sirenaudio.bench.page.Page;
import org.sirenaudio.bench.page.Ratios;
import org.sirenaudio.bench.page.TimeTable;
import org.sirenaudio.bench.timing.Contestant;
import org.sirenaudio.bench.timing.Outcome;
import org.sirenaudio.bench.work.FitterStepTimer;
import org.sirenaudio.bench.work.TrainingStep;
import org.sirenaudio.bench.work.Workload;
import org.sirenaudio.kernel.Kernels;

/** The training step of the goals against the peak and the peers. */
final class StepComparison {

  private static final Workload WORK = new Workload(Workload.USUAL_LAYERS, 256, 16_000);
  private static final String REFERENCE_BLAS = "reference BLAS";

  private StepComparison() {}

  static void run(Bench bench, Page page) {
    Contestant peakOne = bench.peakOne();
    Contestant peakBoth = bench.peakBoth();
    TrainingStep one = TrainingStep.of(Kernels.best(), WORK, bench.one());
    TrainingStep both = TrainingStep.of(Kernels.best(), WORK, bench.both());
    FitterStepTimer fit = new FitterStepTimer(WORK, bench.both().threads());
    double flops = WORK.stepFlops();
    Contestant oursOne = Contestant.of("Siren, one thread", flops, one::run);
    Contestant oursBoth = Contestant.of("Siren, two threads", flops, both::run);
    Contestant fitter =
        new Contestant("Siren, two threads, within a fit", flops, fit::secondsPerStep);
    Contestant torchOne = bench.torchOne().step("PyTorch, eager, one thread", WORK);
    Contestant torchBoth = bench.torchBoth().step("PyTorch, eager, two threads", WORK);
    Contestant compiled =
        bench.torchBoth().compiledStep("PyTorch, torch.compile, two threads", WORK);
    Contestant jax = bench.jax().compiledStep("JAX, jitted, two threads", WORK);
    Contestant djl = bench.djl().step("DJL, two threads", WORK);
    Set<Contestant> onOneThread = Set.of(peakOne, oursOne, torchOne);
    // Contestants that are compared with each other are adjacent.
    SequencedMap<Contestant, Outcome> outcomes =
        bench
            .rounds()
            .run(
                "training step",
                List.of(
                    peakOne, oursOne, oursBoth, peakBoth, fitter, compiled, torchBoth, jax, djl,
                    torchOne));
    page.section(
        "Training step, %s, %s points".formatted(WORK.shape(), Numbers.count(WORK.frames())),
        TimeTable.header("contestant"),
        TimeTable.rows(outcomes, c -> onOneThread.contains(c) ? peakOne : peakBoth));
    Ratios ratios = new Ratios(outcomes);
    page.goal(ratios.share(Goal.STEP, oursBoth, peakBoth));
    page.goal(overTorch(bench, Goal.OVER_COMPILED, ratios, oursBoth, compiled));
    page.goal(overTorch(bench, Goal.OVER_TORCH, ratios, oursBoth, torchBoth));
    page.goal(ratios.speedUp(Goal.OVER_DJL, oursBoth, djl));
    page.goal(
        bench.both().threads() < 2
            ? Goal.THREADS.skip("the machine has one core")
            : ratios.speedUp(Goal.THREADS, oursBoth, oursOne));
    page.fact("PyTorch", bench.torchBoth().description().orElse("none"));
    page.fact("JAX", bench.jax().description().orElse("none"));
    page.fact("DJL", bench.djl().description().orElse("none"));
  }

  /** A PyTorch that multiplies matrices with plain Fortran loops is not a fair peer. */
  private static List<String> overTorch(
      Bench bench, Goal goal, Ratios ratios, Contestant ours, Contestant torch) {
    Optional<String> description = bench.torchBoth().description();
    return description.isPresent() && description.get().contains(REFERENCE_BLAS)
        ? ratios.withhold(
            goal,
            ours,
            torch,
            "this PyTorch has the slow reference BLAS (apt install libopenblas0-pthread)")
        : ratios.speedUp(goal, ours, torch);
  }
}
