package org.sirenaudio.network;

import java.util.SplittableRandom;
import org.sirenaudio.kernel.LayerSpec;
import org.sirenaudio.kernel.NetworkSpec;

/** A SIREN with its parameters. */
public final class Siren implements Inr {

  private final SirenConfig config;
  private final NetworkSpec spec;
  private final float[] parameters;

  private Siren(SirenConfig config, float[] parameters) {
    this.config = config;
    this.spec = config.spec();
    this.parameters = parameters;
  }

  /** A fresh network; the same seed gives the same parameters. */
  public static Siren create(SirenConfig config, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = config.spec();
    float[] parameters = new float[spec.parameterCount()];
    int layers = spec.layers().size();
    for (int l = 0; l < layers - 1; l++) {
      LayerSpec shape = spec.layers().get(l);
      SineLayer layer =
          SineLayer.create(shape.inFeatures(), shape.outFeatures(), shape.omega0(), l == 0, random);
      put(layer.weight(), parameters, spec.weightOffset(l));
      put(layer.bias(), parameters, spec.biasOffset(l));
    }
    double n = config.hiddenFeatures();
    double bound =
        switch (config.finalInit()) {
          case PAPER -> Math.sqrt(6 / n) / config.hiddenOmega0();
          case SEED -> 1 / Math.sqrt(n);
        };
    int outputs = config.outFeatures();
    float[] weight = SineLayer.uniform(outputs * config.hiddenFeatures(), bound, random);
    put(weight, parameters, spec.weightOffset(layers - 1));
    float[] bias = SineLayer.uniform(outputs, 1 / Math.sqrt(n), random);
    put(bias, parameters, spec.biasOffset(layers - 1));
    return new Siren(config, parameters);
  }

  /** A network with these parameters; the array is kept, not copied. */
  public static Siren of(SirenConfig config, float[] parameters) {
    if (parameters.length != config.parameterCount()) {
      throw new IllegalArgumentException(
          "the network has %d parameters, not %d"
              .formatted(config.parameterCount(), parameters.length));
    }
    return new Siren(config, parameters);
  }

  private static void put(float[] from, float[] into, int at) {
    System.arraycopy(from, 0, into, at, from.length);
  }

  public SirenConfig config() {
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

  /** Sine layer {@code index}, counted from 0, with copies of its parameters. */
  public SineLayer layer(int index) {
    LayerSpec shape = spec.layers().get(index);
    int weight = spec.weightOffset(index);
    int bias = spec.biasOffset(index);
    return new SineLayer(
        shape.inFeatures(),
        shape.outFeatures(),
        shape.omega0(),
        java.util.Arrays.copyOfRange(parameters, weight, bias),
        java.util.Arrays.copyOfRange(parameters, bias, bias + shape.outFeatures()));
  }
}
