package org.sirenaudio.bench.work;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.parallel.Workers;

/**
 * Memory retained and allocated by a training step, excluding targets and coordinates.
 *
 * @param work the network and its points
 * @param live heap bytes, after garbage collection, added by a step ready to run: parameters,
 *     optimiser, gradients, workspaces
 * @param allocated bytes allocated by one step on all threads
 */
public record MemoryUse(Workload work, long live, long allocated) {

  private static final int COLLECTIONS = 4;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  public static MemoryUse measure(Workload work, Workers workers) {
    long before = used();
    TrainingStep step = TrainingStep.of(Kernels.best(), work, workers);
    try {
      // The first run creates the workspaces.
      step.run();
      long live = used() - before;
      long start = THREADS.getTotalThreadAllocatedBytes();
      step.run();
      long allocated = THREADS.getTotalThreadAllocatedBytes() - start;
      return new MemoryUse(work, live, allocated);
    } finally {
      // Otherwise it might be collected before it is measured.
      Reference.reachabilityFence(step);
    }
  }

  /** The minimum over several collections, since other threads of the JVM allocate too. */
  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      least = Math.min(least, used);
    }
    return least;
  }
}
