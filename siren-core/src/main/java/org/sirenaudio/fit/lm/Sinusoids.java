package org.sirenaudio.fit.lm;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.kernel.Points;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.optim.LevenbergMarquardt;

/**
 * Features that begin as the strongest sinusoids of what is missing, for networks of one sine
 * layer. Training then moves their frequencies and phases, so that they bend to what is no
 * sinusoid.
 *
 * @param spec of the networks, but for their width
 * @param problem what they learn
 * @param begun sinusoids to begin with
 */
record Sinusoids(NetworkSpec spec, Points problem, int begun) implements Growth {

  /** Sinusoids that a network grows by. */
  private static final int MORE = 4;

  @Override
  public First first() {
    return untrained(begun, 0, () -> false);
  }

  /**
   * As many sinusoids as come to a mean squared error, without training.
   *
   * @param most of them
   * @param over whether there is no time for another
   */
  First untrained(int most, double enough, BooleanSupplier over) {
    SinusoidPursuit found = SinusoidPursuit.of(problem, most, enough, over);
    return new First(found.network(spec), found.error());
  }

  /** The most sinusoids that so many parameters are enough for. */
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
