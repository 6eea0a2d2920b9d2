package org.sirenaudio.bench.engine;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.sirenaudio.bench.timing.Alternation;
import org.sirenaudio.bench.timing.Contestant;
import org.sirenaudio.bench.timing.LazyPeer;
import org.sirenaudio.bench.timing.Peak;
import org.sirenaudio.bench.timing.Peers;
import org.sirenaudio.parallel.Workers;

/** The setup shared by all comparisons of a run: threads, peaks, peers and rounds. */
public final class Bench implements AutoCloseable {

  private static final int MOST_THREADS = 2;

  private final Workers one = Workers.of(1);
  private final Workers both =
      Workers.of(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
  private final LazyPeer torchOne = new LazyPeer(() -> Peers.torch(1));
  private final LazyPeer torchBoth = new LazyPeer(() -> Peers.torch(both.threads()));
  private final LazyPeer jax = new LazyPeer(() -> Peers.jax(both.threads()));
  private final LazyPeer djl;
  private final boolean quick;
  private final Consumer<String> progress;

  public Bench(Path root, boolean quick, Consumer<String> progress) {
    this.quick = quick;
    this.progress = progress;
    djl = new LazyPeer(() -> Peers.djl(root, both.threads()));
  }

  boolean quick() {
    return quick;
  }

  Workers one() {
    return one;
  }

  /** Two threads, or one on a single-core machine. */
  Workers both() {
    return both;
  }

  Contestant peakOne() {
    return Contestant.peak("peak of one core (1 GFLOP)", new Peak(one));
  }

  Contestant peakBoth() {
    return Contestant.peak("peak of both cores (1 GFLOP)", new Peak(both));
  }

  LazyPeer torchOne() {
    return torchOne;
  }

  LazyPeer torchBoth() {
    return torchBoth;
  }

  LazyPeer jax() {
    return jax;
  }

  LazyPeer djl() {
    return djl;
  }

  void progress(String what) {
    progress.accept(what);
  }

  /** Rounds for figures with goals. */
  Alternation rounds() {
    return quick ? new Alternation(1.5, 3, 0.25, progress) : new Alternation(4, 15, 0.5, progress);
  }

  /** Rounds for scaling tables. */
  Alternation fewRounds() {
    return quick ? new Alternation(1, 3, 0.05, progress) : new Alternation(2, 5, 0.25, progress);
  }

  @Override
  public void close() {
    one.close();
    both.close();
    torchOne.close();
    torchBoth.close();
    jax.close();
    djl.close();
  }
}
