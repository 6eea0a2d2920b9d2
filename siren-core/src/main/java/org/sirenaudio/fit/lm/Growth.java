package org.sirenaudio.fit.lm;

import java.util.Optional;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.network.Network;
import org.sirenaudio.optim.LevenbergMarquardt;

/** How a window's network is initialised, and widened when steps yield little. */
sealed interface Growth permits DrawnFeatures, Sinusoids {

  /** The initial network. */
  First first();

  /**
   * Widens a network.
   *
   * @param now as trained so far
   * @param most maximum number of parameters
   * @param equations set up for the network; afterwards for the wider one
   * @return the wider network; empty if it may not grow
   */
  Optional<Wider> grow(Trained now, long most, NormalEquations equations);

  /**
   * A network before training.
   *
   * @param error its mean squared error, or that of silence if its output is noise
   */
  record First(Network network, double error) {}

  /** A network and its training state. */
  record Trained(Network network, LevenbergMarquardt optimiser, int steps) {}

  /**
   * A widened network.
   *
   * @param passes over all points spent on choosing its features
   */
  record Wider(Network network, LevenbergMarquardt optimiser, int passes) {}
}
