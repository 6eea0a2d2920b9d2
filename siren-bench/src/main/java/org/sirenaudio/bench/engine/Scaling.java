package org.sirenaudio.bench.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sirenaudio.bench.page.Numbers;
import org.sirenaudio.bench.page.Page;
import org.sirenaudio.bench.page.TimeTable;
import org.sirenaudio.bench.timing.Contestant;
import org.sirenaudio.bench.timing.Outcome;
import org.sirenaudio.bench.work.TrainingStep;
import org.sirenaudio.bench.work.Workload;
import org.sirenaudio.error.Figure;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.parallel.Workers;

/** Scaling of the training step with width, layers, points and threads. */
final class Scaling {

  private static final int WIDTH = 256;
  private static final int FRAMES = 16_000;
  private static final int FEW_FRAMES = 2048;

  private Scaling() {}

  static void run(Bench bench, Page page) {
    int frames = bench.quick() ? FEW_FRAMES : FRAMES;
    table(
        bench,
        page,
        "width",
        Stream.of(16, 32, 64, 128, 256, 512)
            .map(width -> new Workload(Workload.USUAL_LAYERS, width, frames))
            .toList());
    table(
        bench,
        page,
        "sine layers",
        IntStream.rangeClosed(1, 8).mapToObj(l -> new Workload(l, WIDTH, frames)).toList());
    int most = bench.quick() ? 100_000 : 1_000_000;
    table(
        bench,
        page,
        "points",
        IntStream.iterate(1000, n -> n <= most, n -> 10 * n)
            .mapToObj(n -> new Workload(Workload.USUAL_LAYERS, WIDTH, n))
            .toList());
    threads(bench, page, new Workload(Workload.USUAL_LAYERS, WIDTH, frames));
  }

  private static void table(Bench bench, Page page, String what, List<Workload> works) {
    Contestant peak = bench.peakBoth();
    List<Contestant> contestants = new ArrayList<>(List.of(peak));
    for (Workload work : works) {
      String name = work.shape() + ", " + Numbers.count(work.frames()) + " points";
      TrainingStep step = TrainingStep.of(Kernels.best(), work, bench.both());
      contestants.add(Contestant.of(name, work.stepFlops(), step::run));
    }
    write(bench.fewRounds().run("scaling, " + what, contestants), peak, page, what);
  }

  private static void threads(Bench bench, Page page, Workload work) {
    Contestant peak = bench.peakBoth();
    List<Contestant> contestants = new ArrayList<>(List.of(peak));
    int cores = Runtime.getRuntime().availableProcessors();
    int[] counts = IntStream.iterate(1, n -> n <= cores, n -> 2 * n).toArray();
    Workers[] workers = new Workers[counts.length];
    Arrays.setAll(workers, i -> Workers.of(counts[i]));
    for (Workers some : workers) {
      TrainingStep step = TrainingStep.of(Kernels.best(), work, some);
      String name = "%s, %s".formatted(work.shape(), Figure.count(some.threads(), "thread"));
      contestants.add(Contestant.of(name, work.stepFlops(), step::run));
    }
    write(bench.fewRounds().run("scaling, threads", contestants), peak, page, "threads");
    for (Workers some : workers) {
      some.close();
    }
  }

  private static void write(
      SequencedMap<Contestant, Outcome> outcomes, Contestant peak, Page page, String what) {
    page.section(
        "Training step by " + what,
        TimeTable.header("network"),
        TimeTable.rows(outcomes, c -> peak));
  }
}
