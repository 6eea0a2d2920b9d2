package org.sirenaudio.fit.lm;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.kernel.Points;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.optim.LevenbergMarquardt;

/**
 * Features initialised as the residual's strongest sinusoids, for networks of one sine layer.
 * Training then adjusts their frequencies and phases to what is not sinusoidal.
 *
 * @param spec of the networks, except for their width
 * @param problem their training data
 * @param begun initial sinusoids
 */
record Sinusoids(NetworkSpec spec, Points problem, int begun) implements Growth {

  /** Number of sinusoids added at a time. */
  private static final int MORE = 4;

  @Override
  public First first() {
    return untrained(begun, 0, () -> false);
  }

  /**
   * As many untrained sinusoids as reach a mean squared error.
   *
   * @param most maximum number
   * @param over whether there is no time for another
   */
  First untrained(int most, double enough, BooleanSupplier over) {
    SinusoidPursuit found = SinusoidPursuit.of(problem, most, enough, over);
    return new First(found.network(spec), found.error());
  }

  /** The number of sinusoids that fit into this many parameters. */
  int most(long parameters) {
    int channels = problem.channels();
    return (int) Math.min(Integer.MAX_VALUE, (parameters - channels) / (2 + channels));
  }

  @Override
  public Optional<Wider> grow(Trained now, long most, NormalEquations equations) {
    Network narrow = now.network();
    int by = Math.min(MORE, most(most) - narrow.spec().hiddenFeatures());
    if (by < 1) {
      return Optional.empty();
    }
    float[] missing = equations.residuals(narrow.parameters(), problem);
    for (int i = 0; i < missing.length; i++) {
      missing[i] = -missing[i];
    }
    Points rest = Points.evenlySpaced(missing, problem.channels());
    Network wide = SinusoidPursuit.of(rest, by, 0, () -> false).added(narrow);
    equations.use(wide.layers());
    LevenbergMarquardt optimiser = now.optimiser().copy();
    optimiser.grown();
    return Optional.of(new Wider(wide, optimiser, 0));
  }
}
