package org.sirenaudio.fit.lm;

import java.util.Optional;
import org.sirenaudio.fit.data.Bandwidth;
import org.sirenaudio.fit.train.Widening;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.kernel.Points;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.optim.LevenbergMarquardt;

/**
 * Random features for networks of several sine layers. New features do not change the output at
 * first, since their outgoing weights are zero; their frequencies are drawn from the band of the
 * residual, and of several draws the one that soon improves most is kept.
 *
 * @param spec of the initial network
 * @param problem its training data
 * @param meanSquare of the targets: the error of silence
 * @param policy which bands to draw from
 * @param seed of the draws
 */
record DrawnFeatures(
    NetworkSpec spec, Points problem, double meanSquare, GrowthPolicy policy, long seed)
    implements Growth {

  private static final int WIDTH_STEP = 2;

  /** Steps after which draws of new features are compared; counted as part of the growth. */
  private static final int TRIAL = 2;

  @Override
  public First first() {
    return new First(Network.create(spec, seed), meanSquare);
  }

  @Override
  public Optional<Wider> grow(Trained now, long most, NormalEquations equations) {
    NetworkSpec narrow = now.network().spec();
    int by = WIDTH_STEP;
    while (by > 0 && wider(narrow, by).parameterCount() > most) {
      by--;
    }
    if (by == 0) {
      return Optional.empty();
    }
    float[] before = now.network().parameters();
    float[] missing = equations.residuals(before, problem);
    NetworkSpec wide = wider(narrow, by);
    equations.use(wide.layers());
    int draws = policy.bands().size();
    int passes = 0;
    float[] best = {};
    LevenbergMarquardt bestOptimiser = now.optimiser();
    for (int draw = 0; draw < draws; draw++) {
      double part = policy.bands().get(draw);
      double band = Bandwidth.FIRST_PART * Bandwidth.of(missing, problem.channels(), part);
      double range = Bandwidth.omega0(band, problem.count()) / narrow.firstOmega0();
      float[] drawn = Widening.of(narrow, before, wide, range, seed + now.steps() + draw);
      LevenbergMarquardt own = now.optimiser().copy();
      own.grown();
      for (int i = 0; i < TRIAL && draws > 1; i++) {
        own.step(equations, drawn, problem);
        passes++;
      }
      if (draw == 0 || own.loss() < bestOptimiser.loss()) {
        best = drawn;
        bestOptimiser = own;
      }
    }
    return Optional.of(new Wider(Network.of(wide, best), bestOptimiser, passes));
  }

  private static NetworkSpec wider(NetworkSpec narrow, int by) {
    return narrow.withHiddenFeatures(narrow.hiddenFeatures() + by);
  }
}
