package org.sirenaudio.kernel;

import java.util.Arrays;

/** A gradient in the vector code's panels, layer by layer in each one's layout. */
final class VectorGradient implements NetworkKernel.Gradient {

  private final VectorNetwork network;
  final float[] panels;

  VectorGradient(VectorNetwork network) {
    this.network = network;
    panels = new float[network.gradientLength()];
  }

  @Override
  public void clear() {
    Arrays.fill(panels, 0);
  }

  @Override
  public void add(NetworkKernel.Gradient other, int part, int parts) {
    float[] more = ((VectorGradient) other).panels;
    int end = (int) ((part + 1L) * panels.length / parts);
    for (int i = (int) ((long) part * panels.length / parts); i < end; i++) {
      panels[i] += more[i];
    }
  }

  @Override
  public void copyTo(float[] flat) {
    network.unpackGradient(panels, flat);
  }
}
