package org.sirenaudio.fit.lm;

import java.util.Optional;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.network.Network;
import org.sirenaudio.optim.LevenbergMarquardt;

/** How the network of a window begins, and what it gets where steps bring little. */
sealed interface Growth permits DrawnFeatures, Sinusoids {

  /** What to begin with. */
  First first();

  /**
   * Makes a network wider.
   *
   * @param now as trained so far
   * @param most parameters that it may have
   * @param equations ready for the network; afterwards for the wider one
   * @return the wider network; empty where it may not grow
   */
  Optional<Wider> grow(Trained now, long most, NormalEquations equations);

  /**
   * A network before training.
   *
   * @param error its mean squared error, or that of silence where it answers noise
   */
  record First(Network network, double error) {}

  /** A network and the state of its training. */
  record Trained(Network network, LevenbergMarquardt optimiser, int steps) {}

  /**
   * What a network has become.
   *
   * @param passes over all points that the choice of its features took as training
   */
  record Wider(Network network, LevenbergMarquardt optimiser, int passes) {}
}
