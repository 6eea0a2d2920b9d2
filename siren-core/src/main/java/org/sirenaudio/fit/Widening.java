package org.sirenaudio.fit;

import org.sirenaudio.kernel.LayerSpec;
import org.sirenaudio.kernel.NetworkSpec;
import org.sirenaudio.network.Siren;
import org.sirenaudio.network.SirenConfig;

/** A network with more features in every layer that answers as before. */
final class Widening {

  private Widening() {}

  /**
   * The parameters of the wider network: new features begin as those of a new network do, and
   * whatever takes them in from the old ones takes them times zero.
   *
   * @param range factor of the new features' frequencies in the first layer
   */
  static float[] of(
      SirenConfig narrow, float[] parameters, SirenConfig wide, double range, long seed) {
    float[] values = Siren.create(wide, seed).parameters();
    NetworkSpec from = narrow.spec();
    NetworkSpec to = wide.spec();
    for (int l = 0; l < to.layers().size(); l++) {
      LayerSpec old = from.layers().get(l);
      LayerSpec now = to.layers().get(l);
      for (int n = 0; n < old.outFeatures(); n++) {
        int row = to.weightOffset(l) + n * now.inFeatures();
        int oldRow = from.weightOffset(l) + n * old.inFeatures();
        System.arraycopy(parameters, oldRow, values, row, old.inFeatures());
        for (int k = old.inFeatures(); k < now.inFeatures(); k++) {
          values[row + k] = 0;
        }
      }
      System.arraycopy(parameters, from.biasOffset(l), values, to.biasOffset(l), old.outFeatures());
      if (l == 0) {
        for (int i = old.outFeatures() * now.inFeatures(); i < to.biasOffset(0); i++) {
          values[i] *= (float) range;
        }
      }
    }
    return values;
  }
}
