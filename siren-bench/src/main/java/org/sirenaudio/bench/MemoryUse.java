package org.sirenaudio.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.parallel.Workers;

/**
 * What a training step keeps and what it throws away, the targets and the coordinates not counted.
 *
 * @param work the network and its points
 * @param live bytes on the heap, garbage collected, that a step ready to run has added: parameters,
 *     optimiser, gradients, workspaces
 * @param allocated bytes that one step allocates on all threads
 */
record MemoryUse(Workload work, long live, long allocated) {

  private static final int COLLECTIONS = 4;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static MemoryUse measure(Workload work, Workers workers) {
    long before = used();
    TrainingStep step = TrainingStep.of(Kernels.best(), work, workers);
    try {
      // The first run makes the workspaces.
      step.run();
      long live = used() - before;
      long start = THREADS.getTotalThreadAllocatedBytes();
      step.run();
      long allocated = THREADS.getTotalThreadAllocatedBytes() - start;
      return new MemoryUse(work, live, allocated);
    } finally {
      // Else it might be collected before it is weighed.
      Reference.reachabilityFence(step);
    }
  }

  /** The least of several collections: other threads of the JVM allocate a little, too. */
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
