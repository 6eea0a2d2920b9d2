package org.sirenaudio.bench.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.bench.work.Workload;

/** The line protocol with peers, and the message where there is none. */
class BenchPeerTest {

  private static final Workload WORK = new Workload(4, 8, 100);

  @Test
  void aPeerReturnsItsTime() throws PeerException {
    String script =
        "echo ready Test 1; while read -r line; do case $line in"
            + " 'step siren 4 8 100 0.500') echo 0.25;; 'forward siren 4 8 100 0.500') echo 0.125;; esac; done";
    try (Peer peer = Peer.start(List.of("/bin/sh", "-c", script), Map.of())) {
      assertThat(peer.description()).isEqualTo("Test 1");
      assertThat(peer.step(WORK, 0.5)).isEqualTo(0.25);
      assertThat(peer.forward(WORK, 0.5)).isEqualTo(0.125);
    }
  }

  @Test
  void aPeerThatDoesNotStartOrExitsEarlyIsReported() throws PeerException {
    assertThatExceptionOfType(PeerException.class)
        .isThrownBy(() -> Peer.start(List.of("/no/such/program"), Map.of()));
    assertThatExceptionOfType(PeerException.class)
        .isThrownBy(() -> Peer.start(List.of("/bin/sh", "-c", "exit 1"), Map.of()));
    try (Peer peer = Peer.start(List.of("/bin/sh", "-c", "echo ready x; read -r q"), Map.of())) {
      assertThatExceptionOfType(PeerException.class).isThrownBy(() -> peer.step(WORK, 0));
    }
  }

  @Test
  void aPeerWithoutATaskGivesTheReasonAndRunsTheNext() throws PeerException {
    String script =
        "echo ready x; while read -r line; do case $line in"
            + " compiled*) echo '! x has no compiler';; *) echo 0.25;; esac; done";
    try (Peer peer = Peer.start(List.of("/bin/sh", "-c", script), Map.of())) {
      assertThatExceptionOfType(PeerException.class)
          .isThrownBy(() -> peer.compiledStep(WORK, 0))
          .withMessage("x has no compiler");
      assertThat(peer.step(WORK, 0)).isEqualTo(0.25);
    }
  }

  @Test
  void withoutDjlThePageSaysHowToBuildIt(@TempDir Path root) {
    try (LazyPeer peer = new LazyPeer(() -> Peers.djl(root, 1))) {
      Contestant contestant = peer.step("DJL", WORK);
      Outcome outcome =
          new Alternation(0, 1, 0, text -> {}).run("test", List.of(contestant)).get(contestant);
      assertThat(outcome)
          .isEqualTo(new Outcome.Skipped("DJL", Peers.NO_DJL))
          .extracting(Object::toString)
          .asString()
          .contains("mvn -q -Pdjl");
    }
  }
}
