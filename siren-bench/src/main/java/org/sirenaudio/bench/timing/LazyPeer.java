package org.sirenaudio.bench.timing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.bench.work.Workload;

/** A peer started on first use, or the reason why it cannot be. */
public final class LazyPeer implements AutoCloseable {

  /** Starts a peer. */
  @FunctionalInterface
  public interface Starter {
    Peer start() throws PeerException;
  }

  private final Starter starter;
  private @Nullable Peer peer;
  private @Nullable PeerException failure;

  public LazyPeer(Starter starter) {
    this.starter = starter;
  }

  private Peer get() throws PeerException {
    if (failure != null) {
      throw failure;
    }
    Peer running = peer;
    if (running == null) {
      try {
        running = starter.start();
      } catch (PeerException e) {
        failure = e;
        throw e;
      }
      peer = running;
    }
    return running;
  }

  /** Library and version, if started. */
  public Optional<String> description() {
    return Optional.ofNullable(peer).map(Peer::description);
  }

  public Contestant step(String name, Workload work) {
    return new Contestant(name, work.stepFlops(), atLeast -> get().step(work, atLeast));
  }

  public Contestant compiledStep(String name, Workload work) {
    return new Contestant(name, work.stepFlops(), atLeast -> get().compiledStep(work, atLeast));
  }

  public Contestant forward(String name, Workload work) {
    return new Contestant(name, work.forwardFlops(), atLeast -> get().forward(work, atLeast));
  }

  @Override
  public void close() {
    if (peer != null) {
      peer.close();
    }
  }
}
