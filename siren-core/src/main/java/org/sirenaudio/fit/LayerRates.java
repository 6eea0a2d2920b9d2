package org.sirenaudio.fit;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.kernel.LayerSpec;
import org.sirenaudio.kernel.NetworkSpec;
import org.sirenaudio.optim.Adam;
import org.sirenaudio.optim.Muon;
import org.sirenaudio.optim.Optimiser;
import org.sirenaudio.optim.ParameterGroup;

/** Makes the optimiser of a network: which parameters go at which rate. */
final class LayerRates {

  private LayerRates() {}

  static Optimiser optimiser(OptimiserKind kind, LearningRates rates, NetworkSpec spec) {
    return optimiser(kind, rates, spec, 0);
  }

  /**
   * @param fixed layers at the input that stay as they are
   */
  static Optimiser optimiser(OptimiserKind kind, LearningRates rates, NetworkSpec spec, int fixed) {
    List<ParameterGroup> groups = new ArrayList<>();
    List<Muon.Matrix> matrices = new ArrayList<>();
    int layers = spec.layers().size();
    for (int l = fixed; l < layers; l++) {
      LayerSpec layer = spec.layers().get(l);
      int weight = spec.weightOffset(l);
      int bias = spec.biasOffset(l);
      double weightRate;
      double biasRate;
      switch (rates) {
        case LearningRates.Uniform uniform -> {
          weightRate = uniform.rate();
          biasRate = uniform.rate();
        }
        case LearningRates.Effective effective -> {
          boolean last = l == layers - 1;
          double perLayer =
              l == 0 ? effective.first() : last ? effective.last() : effective.hidden();
          weightRate = perLayer / layer.omega0();
          biasRate = (last ? effective.last() : effective.bias()) / layer.omega0();
        }
      }
      if (kind == OptimiserKind.MUON && l > 0 && l < layers - 1) {
        matrices.add(new Muon.Matrix(weight, layer.outFeatures(), layer.inFeatures(), weightRate));
      } else {
        groups.add(new ParameterGroup(weight, bias - weight, weightRate));
      }
      groups.add(new ParameterGroup(bias, layer.outFeatures(), biasRate));
    }
    return switch (kind) {
      case ADAM -> Adam.of(spec.parameterCount(), groups);
      case MUON -> Muon.of(spec.parameterCount(), matrices, groups);
      case AUTO, LM ->
          throw new IllegalArgumentException(kind + " is no optimiser of gradients alone");
    };
  }
}
