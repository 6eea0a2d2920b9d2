package org.sirenaudio.fit.train;

import java.util.Arrays;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/** Widens every layer of a network without changing its output. */
public final class Widening {

  private Widening() {}

  /**
   * The parameters of the wider network: new features are initialised as in a new network, with
   * zero weights into the old ones.
   *
   * @param range factor of the new features' frequencies in the first layer
   */
  public static float[] of(
      NetworkSpec narrow, float[] parameters, NetworkSpec wide, double range, long seed) {
    float[] values = Network.create(wide, seed).parameters();
    copy(narrow, parameters, wide, values);
    Layers to = wide.layers();
    for (int i = narrow.hiddenFeatures() * to.get(0).inFeatures(); i < to.biasOffset(0); i++) {
      values[i] *= (float) range;
    }
    return values;
  }

  /** The parameters of the wider network, those of new features zero. */
  public static float[] of(NetworkSpec narrow, float[] parameters, NetworkSpec wide) {
    float[] values = new float[wide.parameterCount()];
    copy(narrow, parameters, wide, values);
    return values;
  }

  /** Overwrites a wide network's old features, and zeroes their weights from the new ones. */
  private static void copy(
      NetworkSpec narrow, float[] parameters, NetworkSpec wide, float[] values) {
    Layers from = narrow.layers();
    Layers to = wide.layers();
    for (int l = 0; l < to.size(); l++) {
      LayerSpec old = from.get(l);
      LayerSpec now = to.get(l);
      if (old.activation() instanceof Activation.Grid) {
        System.arraycopy(parameters, 0, values, 0, old.parameterCount());
        continue;
      }
      int blocks = old.rows() / old.blockRows();
      int columnBlocks = old.complex() ? 1 : from.inBlocks(l);
      int oldColumns = old.columns() / columnBlocks;
      int columns = now.columns() / columnBlocks;
      for (int b = 0; b < blocks; b++) {
        for (int n = 0; n < old.blockRows(); n++) {
          int row = b * now.blockRows() + n;
          int oldRow = b * old.blockRows() + n;
          values[to.biasOffset(l) + row] = parameters[from.biasOffset(l) + oldRow];
          for (int c = 0; c < columnBlocks; c++) {
            int at = to.weightOffset(l) + row * now.columns() + c * columns;
            int oldAt = from.weightOffset(l) + oldRow * old.columns() + c * oldColumns;
            System.arraycopy(parameters, oldAt, values, at, oldColumns);
            Arrays.fill(values, at + oldColumns, at + columns, 0);
          }
        }
      }
    }
  }
}
