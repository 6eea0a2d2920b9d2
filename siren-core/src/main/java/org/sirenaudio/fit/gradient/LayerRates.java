package org.sirenaudio.fit.gradient;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.fit.config.LearningRates;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.optim.Adam;
import org.sirenaudio.optim.Muon;
import org.sirenaudio.optim.Optimiser;
import org.sirenaudio.optim.ParameterGroup;

/** Creates a network's optimiser with its learning rates per layer. */
public final class LayerRates {

  private LayerRates() {}

  /**
   * The optimiser of a network.
   *
   * @param kind ADAM or MUON
   * @param fixed number of frozen input layers
   */
  public static Optimiser optimiser(
      OptimiserKind kind, LearningRates rates, Layers layers, int fixed) {
    List<ParameterGroup> groups = new ArrayList<>();
    List<Muon.Matrix> matrices = new ArrayList<>();
    for (int l = fixed; l < layers.size(); l++) {
      LayerSpec layer = layers.get(l);
      int weight = layers.weightOffset(l);
      int bias = layers.biasOffset(l);
      double weightRate;
      double biasRate;
      switch (rates) {
        case LearningRates.Uniform uniform -> {
          weightRate = uniform.rate();
          biasRate = uniform.rate();
        }
        case LearningRates.Effective effective -> {
          boolean last = l == layers.size() - 1;
          double perLayer =
              l == 0 ? effective.first() : last ? effective.last() : effective.hidden();
          weightRate = perLayer / layer.omega0();
          biasRate = (last ? effective.last() : effective.bias()) / layer.omega0();
        }
      }
      if (kind == OptimiserKind.MUON && l > 0 && l < layers.size() - 1) {
        matrices.add(new Muon.Matrix(weight, layer.rows(), layer.columns(), weightRate));
      } else {
        groups.add(new ParameterGroup(weight, bias - weight, weightRate));
      }
      groups.add(new ParameterGroup(bias, layer.rows(), biasRate));
    }
    return switch (kind) {
      case ADAM -> Adam.of(layers.parameterCount(), groups);
      case MUON -> Muon.of(layers.parameterCount(), matrices, groups);
      case AUTO, LM, PURSUIT ->
          throw new IllegalArgumentException(kind + " is not a gradient optimiser");
    };
  }
}
