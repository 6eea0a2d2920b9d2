package org.sirenaudio.network;

import java.util.SplittableRandom;
import org.sirenaudio.kernel.LayerSpec;
import org.sirenaudio.kernel.NetworkSpec;

/** A network of rectified linear units with its parameters; see {@link MlpConfig}. */
public final class Mlp implements Inr {

  private final MlpConfig config;
  private final NetworkSpec spec;
  private final float[] parameters;

  private Mlp(MlpConfig config, float[] parameters) {
    this.config = config;
    this.spec = config.spec();
    this.parameters = parameters;
  }

  /**
   * A fresh network: weights of rectified layers U(±√(6/in)) (He et al. 2015), of the final layer
   * U(±1/√in), biases U(±1/√in). The same seed gives the same parameters.
   */
  public static Mlp create(MlpConfig config, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = config.spec();
    float[] parameters = new float[spec.parameterCount()];
    for (int k = 0; k < config.octaves(); k++) {
      parameters[2 * k] = Math.scalb(1f, k);
      parameters[2 * k + 1] = Math.scalb(1f, k);
      parameters[spec.biasOffset(0) + 2 * k + 1] = 0.5f;
    }
    for (int l = config.fixedLayers(); l < spec.layers().size(); l++) {
      LayerSpec layer = spec.layers().get(l);
      double in = layer.inFeatures();
      boolean last = l == spec.layers().size() - 1;
      double bound = last ? 1 / Math.sqrt(in) : Math.sqrt(6 / in);
      float[] weight = SineLayer.uniform(layer.inFeatures() * layer.outFeatures(), bound, random);
      System.arraycopy(weight, 0, parameters, spec.weightOffset(l), weight.length);
      float[] bias = SineLayer.uniform(layer.outFeatures(), 1 / Math.sqrt(in), random);
      System.arraycopy(bias, 0, parameters, spec.biasOffset(l), bias.length);
    }
    return new Mlp(config, parameters);
  }

  public MlpConfig config() {
    return config;
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public float[] parameters() {
    return parameters;
  }

  @Override
  public int fixedLayers() {
    return config.fixedLayers();
  }
}
