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
 * Features drawn at random, for networks of several sine layers. Added features change nothing at
 * first, since what they give is multiplied by zero; their frequencies are drawn from the band of
 * what is still missing, and of several draws the one stays that soon brings most.
 *
 * @param spec of the network to begin with
 * @param problem what it learns
 * @param policy says which bands to draw from
 * @param seed of the draws
 */
record DrawnFeatures(NetworkSpec spec, Points problem, GrowthPolicy policy, long seed)
    implements Growth {

  private static final int WIDTH_STEP = 2;

  /** Steps after which draws of new features are compared; they count as part of the growth. */
  private static final int TRIAL = 2;

  @Override
  public First first() {
    double silence = 0;
    for (float target : problem.targets()) {
      silence += (double) target * target;
    }
    return new First(Network.create(spec, seed), silence / problem.targets().length);
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
