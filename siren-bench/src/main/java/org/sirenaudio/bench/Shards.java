package org.sirenaudio.bench;

import java.util.concurrent.ConcurrentLinkedDeque;
import org.sirenaudio.Workers;
import org.sirenaudio.kernel.NetworkKernel;

/**
 * How a fit cuts a batch: into shards by its size alone, taken by whichever thread is free, with
 * workspaces that lie ready. The numbers are those of the fitter's own pass, which is not public;
 * the benchmark of a whole fit shows whether the two have drifted apart.
 */
final class Shards {

  private static final double FLOPS_PER_SHARD = 4e7;
  private static final int MOST_SHARDS = 16;

  private final NetworkKernel network;
  private final int frames;
  private final int count;
  private final ConcurrentLinkedDeque<NetworkKernel.Workspace> free;

  /**
   * @param free workspaces that lie ready; may be shared by networks of the same shape
   */
  Shards(
      NetworkKernel network, Workload work, ConcurrentLinkedDeque<NetworkKernel.Workspace> free) {
    this.network = network;
    this.frames = work.frames();
    this.free = free;
    double flops = work.stepFlops() + 3.0 * frames;
    count = Math.clamp(Math.round(flops / FLOPS_PER_SHARD), 1, Math.min(MOST_SHARDS, frames));
  }

  int count() {
    return count;
  }

  /** Work on one shard. */
  @FunctionalInterface
  interface Work {
    void run(int shard, NetworkKernel.Workspace workspace, int from, int frames);
  }

  void forEach(Workers workers, Work work) {
    workers.forEach(
        count,
        s -> {
          int from = (int) ((long) frames * s / count);
          int to = (int) ((long) frames * (s + 1) / count);
          NetworkKernel.Workspace ready = free.pollFirst();
          NetworkKernel.Workspace workspace = ready == null ? network.workspace() : ready;
          work.run(s, workspace, from, to - from);
          free.addFirst(workspace);
        });
  }
}
