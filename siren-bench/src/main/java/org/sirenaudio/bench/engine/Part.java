package org.sirenaudio.bench.engine;

import java.io.IOException;
import org.sirenaudio.bench.page.Page;

/** The parts of the page, in order. */
public enum Part {
  STEP,
  NETWORKS,
  SECOND_ORDER,
  FORWARD,
  START_UP,
  SCALING,
  /** Late, since a JVM that has run every kind may compile the shared loops less well for one. */
  KINDS,
  MEMORY;

  public void run(Bench bench, Page page) throws IOException {
    switch (this) {
      case STEP -> StepComparison.run(bench, page);
      case NETWORKS -> BatchComparison.run(bench, page);
      case SECOND_ORDER -> SecondOrderComparison.run(bench, page);
      case FORWARD -> ForwardComparison.run(bench, page);
      case START_UP -> Startup.run(bench, page);
      case SCALING -> Scaling.run(bench, page);
      case KINDS -> KindComparison.run(bench, page);
      case MEMORY -> MemoryTable.run(bench, page);
    }
  }
}
