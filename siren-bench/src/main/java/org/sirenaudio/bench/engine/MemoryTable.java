package org.sirenaudio.bench.engine;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.bench.page.Numbers;
import org.sirenaudio.bench.page.Page;
import org.sirenaudio.bench.work.MemoryUse;
import org.sirenaudio.bench.work.Workload;

/** The memory of a training step by number of points. */
final class MemoryTable {

  private static final List<String> HEADER =
      List.of("network", "points", "kept between steps", "allocated by a step");

  private MemoryTable() {}

  static void run(Bench bench, Page page) {
    int width = bench.quick() ? 64 : 256;
    int most = bench.quick() ? 1_000_000 : 10_000_000;
    List<List<String>> rows = new ArrayList<>();
    // Exclude memory allocated on first use of a class.
    MemoryUse.measure(new Workload(Workload.USUAL_LAYERS, width, 10_000), bench.both());
    for (int frames = 10_000; frames <= most; frames *= 10) {
      bench.progress("memory: " + Numbers.count(frames) + " points");
      Workload work = new Workload(Workload.USUAL_LAYERS, width, frames);
      MemoryUse use = MemoryUse.measure(work, bench.both());
      rows.add(
          List.of(
              work.shape(),
              Numbers.count(frames),
              Numbers.bytes(use.live()),
              Numbers.bytes(use.allocated())));
    }
    page.section("Memory of a training step, two threads", HEADER, rows);
  }
}
