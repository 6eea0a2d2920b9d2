package org.sirenaudio.kernel;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Lanes.panels;
import static org.sirenaudio.loop.Vectors.FLOATS;

import jdk.incubator.vector.FloatVector;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.Joint;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.loop.VectorActivation;

/**
 * Joint activations, one tile of a layer at a time. Each block's features start with a new panel,
 * so that feature j of all blocks is in the same lane. Arguments are half turns p, {@code z =
 * omega0·u = π·p}; derivatives are with respect to z.
 */
final class VectorJoint {

  private static final float PI = (float) Math.PI;

  /** Waves are clamped at exp(80), to stay finite. */
  private static final float LEAST_DECAY = -80;

  private VectorJoint() {}

  /** The first layer: from the tile's coordinates to its values. */
  static void first(FirstLayer layer, VectorWorkspace tile, int rows) {
    Joint joint = (Joint) layer.spec.activation();
    int panels = panels(layer.spec.blockRows());
    float[] value = tile.value[0];
    float[] linear = tile.linear[0];
    for (int q = 0; q < panels; q++) {
      for (int i = 0; i < joint.inputs(); i++) {
        int panel = i * panels + q;
        int at = VectorWorkspace.panel(panel, tile.stride);
        // A Gaussian's argument is not a phase, and is not reduced.
        boolean phase = i < joint.outputs();
        float[] reduced = phase ? value : tile.scratch.bell;
        VectorEnds.phases(
            layer, tile.coordinates, rows, panel, reduced, phase ? at : 0, linear, at);
      }
      activate(joint, tile, 0, q, panels, rows);
    }
  }

  /** Another layer; its linear part is in the tile, without the bias. */
  static void forward(PackedLayer layer, VectorWorkspace tile, int index, int rows) {
    int panels = panels(layer.spec.blockRows());
    float[] linear = tile.linear[index];
    for (int p = 0; p < panels(layer.paddedOut); p++) {
      int at = VectorWorkspace.panel(p, tile.stride);
      FloatVector b = FloatVector.fromArray(FLOATS, layer.bias, p * LANES);
      for (int i = at, end = at + rows * LANES; i < end; i += LANES) {
        FloatVector.fromArray(FLOATS, linear, i).add(b).intoArray(linear, i);
      }
    }
    for (int q = 0; q < panels; q++) {
      switch (layer.spec.activation()) {
        case Joint joint -> {
          int at = VectorWorkspace.panel(q, tile.stride);
          System.arraycopy(linear, at, tile.value[index], at, rows * LANES);
          activate(joint, tile, index, q, panels, rows);
        }
        case Activation.Filtered(int block) -> filter(tile, index, block, q, panels, rows);
        case Activation.Grid grid -> throw new IllegalStateException("a first layer");
        case Activation.Pointwise f -> throw new IllegalStateException("of single numbers");
      }
    }
  }

  /**
   * Converts the loss's derivative with respect to a layer's output to that with respect to its
   * linear part, in place, and adds its column sums to {@code g}.
   */
  static void backward(
      LayerSpec layer,
      VectorWorkspace tile,
      int index,
      float[] delta,
      int rows,
      float[] g,
      int sumsAt) {
    int panels = panels(layer.blockRows());
    if (layer.activation() instanceof Joint.Filters filters && index < tile.value.length - 1) {
      for (int p = panels; p < filters.count() * panels; p++) {
        int at = VectorWorkspace.panel(p, tile.stride);
        System.arraycopy(tile.filterDelta, at, delta, at, rows * LANES);
      }
    }
    for (int q = 0; q < panels; q++) {
      switch (layer.activation()) {
        case Joint.ComplexGabor gabor -> gaborBackward(gabor, tile, index, q, panels, rows, delta);
        case Joint.Harmonics all -> harmonicsBackward(all, tile, index, q, panels, rows, delta);
        case Joint.Filters all -> filtersBackward(all, tile, q, panels, rows, delta);
        case Activation.Filtered(int block) ->
            filterBackward(tile, index, block, q, panels, rows, delta);
        case Activation.Grid grid -> {}
        case Activation.Pointwise f -> throw new IllegalStateException("of single numbers");
      }
    }
    int all = layer.rows() / layer.blockRows() * panels;
    for (int p = 0; p < all; p++) {
      int at = VectorWorkspace.panel(p, tile.stride);
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int i = at, end = at + rows * LANES; i < end; i += LANES) {
        sum = sum.add(FloatVector.fromArray(FLOATS, delta, i));
      }
      int to = sumsAt + p * LANES;
      FloatVector.fromArray(FLOATS, g, to).add(sum).intoArray(g, to);
    }
  }

  private static void activate(
      Joint joint, VectorWorkspace tile, int index, int q, int panels, int rows) {
    switch (joint) {
      case Joint.ComplexGabor gabor -> gabor(gabor, tile, index, q, panels, rows);
      case Joint.Harmonics all -> harmonics(all, tile, index, q, panels, rows);
      case Joint.Filters all -> filters(all, tile, q, panels, rows);
    }
  }

  /** {@code exp(−B − r²(A² + B²))·(cos A, sin A)}, r = spread/omega0; value holds A reduced. */
  private static void gabor(
      Joint.ComplexGabor gabor, VectorWorkspace tile, int index, int q, int panels, int rows) {
    float[] v = tile.value[index];
    float[] cosine = tile.activationDerivative[index];
    float[] linear = tile.linear[index];
    float[] bell = tile.scratch.bell;
    int re = VectorWorkspace.panel(q, tile.stride);
    int im = VectorWorkspace.panel(panels + q, tile.stride);
    float square = square(gabor);
    boolean complex = gabor.complex();
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector a = FloatVector.fromArray(FLOATS, linear, re + i);
      FloatVector fall = a.mul(a).mul(square);
      if (complex) {
        FloatVector b = FloatVector.fromArray(FLOATS, linear, im + i);
        fall = b.mul(b).mul(square).add(b.mul(PI)).add(fall).max(LEAST_DECAY);
      }
      fall.intoArray(bell, i);
    }
    VectorWaves.decay(bell, rows);
    VectorActivation.sine(v, cosine, re, rows, VectorNetwork.NO_BIAS, 0);
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(FLOATS, bell, i);
      FloatVector.fromArray(FLOATS, v, re + i).mul(e).intoArray(v, im + i);
      FloatVector.fromArray(FLOATS, cosine, re + i).mul(e).intoArray(v, re + i);
    }
  }

  /** r²·π², for half turns. */
  private static float square(Joint.ComplexGabor gabor) {
    double ratio = Math.PI * gabor.spread() / gabor.omega0();
    return (float) (ratio * ratio);
  }

  private static void gaborBackward(
      Joint.ComplexGabor gabor,
      VectorWorkspace tile,
      int index,
      int q,
      int panels,
      int rows,
      float[] delta) {
    float[] v = tile.value[index];
    float[] linear = tile.linear[index];
    int re = VectorWorkspace.panel(q, tile.stride);
    int im = VectorWorkspace.panel(panels + q, tile.stride);
    float twice = 2 * square(gabor) / PI;
    boolean complex = gabor.complex();
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector y0 = FloatVector.fromArray(FLOATS, v, re + i);
      FloatVector y1 = FloatVector.fromArray(FLOATS, v, im + i);
      FloatVector d0 = FloatVector.fromArray(FLOATS, delta, re + i);
      FloatVector d1 = FloatVector.fromArray(FLOATS, delta, im + i);
      FloatVector along = d0.mul(y0).add(d1.mul(y1));
      FloatVector a = FloatVector.fromArray(FLOATS, linear, re + i);
      FloatVector across = d1.mul(y0).sub(d0.mul(y1));
      across.sub(a.mul(twice).mul(along)).intoArray(delta, re + i);
      if (complex) {
        FloatVector b = FloatVector.fromArray(FLOATS, linear, im + i);
        b.mul(twice).add(1f).mul(along).neg().intoArray(delta, im + i);
      }
    }
  }

  /** {@code sin z, cos z, sin 2z, …}, each pair from the previous one and the first. */
  private static void harmonics(
      Joint.Harmonics all, VectorWorkspace tile, int index, int q, int panels, int rows) {
    float[] v = tile.value[index];
    float[] cosine = tile.activationDerivative[index];
    int first = VectorWorkspace.panel(q, tile.stride);
    VectorActivation.sine(v, cosine, first, rows, VectorNetwork.NO_BIAS, 0);
    int block = VectorWorkspace.panel(panels, tile.stride);
    System.arraycopy(cosine, first, v, first + block, rows * LANES);
    for (int k = 1; k < all.count(); k++) {
      int before = first + (2 * k - 2) * block;
      int at = before + 2 * block;
      for (int i = 0, end = rows * LANES; i < end; i += LANES) {
        FloatVector s1 = FloatVector.fromArray(FLOATS, v, first + i);
        FloatVector c1 = FloatVector.fromArray(FLOATS, v, first + block + i);
        FloatVector s = FloatVector.fromArray(FLOATS, v, before + i);
        FloatVector c = FloatVector.fromArray(FLOATS, v, before + block + i);
        s.mul(c1).add(c.mul(s1)).intoArray(v, at + i);
        c.mul(c1).sub(s.mul(s1)).intoArray(v, at + block + i);
      }
    }
  }

  private static void harmonicsBackward(
      Joint.Harmonics all,
      VectorWorkspace tile,
      int index,
      int q,
      int panels,
      int rows,
      float[] delta) {
    float[] v = tile.value[index];
    int first = VectorWorkspace.panel(q, tile.stride);
    int block = VectorWorkspace.panel(panels, tile.stride);
    for (int i = first, end = first + rows * LANES; i < end; i += LANES) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int k = 1; k <= all.count(); k++) {
        int at = i + (2 * k - 2) * block;
        FloatVector s = FloatVector.fromArray(FLOATS, v, at);
        FloatVector c = FloatVector.fromArray(FLOATS, v, at + block);
        FloatVector ds = FloatVector.fromArray(FLOATS, delta, at);
        FloatVector dc = FloatVector.fromArray(FLOATS, delta, at + block);
        sum = ds.mul(c).sub(dc.mul(s)).mul((float) k).add(sum);
      }
      sum.intoArray(delta, i);
    }
  }

  /** {@code sin z}, times {@code exp(−w²)} for Gabor filters; w is in linear. */
  private static void filters(
      Joint.Filters all, VectorWorkspace tile, int q, int panels, int rows) {
    float[] v = tile.value[0];
    float[] slope = tile.activationDerivative[0];
    float[] bell = tile.scratch.bell;
    for (int f = 0; f < all.count(); f++) {
      int at = VectorWorkspace.panel(f * panels + q, tile.stride);
      VectorActivation.sine(v, slope, at, rows, VectorNetwork.NO_BIAS, 0);
      if (all.bells()) {
        int from = VectorWorkspace.panel((all.count() + f) * panels + q, tile.stride);
        VectorWaves.square(tile.linear[0], from, rows, bell);
        VectorWaves.decay(bell, rows);
        VectorWaves.multiply(v, at, rows, bell);
        VectorWaves.multiply(slope, at, rows, bell);
      }
    }
  }

  private static void filtersBackward(
      Joint.Filters all, VectorWorkspace tile, int q, int panels, int rows, float[] delta) {
    float[] v = tile.value[0];
    float[] slope = tile.activationDerivative[0];
    for (int f = 0; f < all.count(); f++) {
      int at = VectorWorkspace.panel(f * panels + q, tile.stride);
      if (all.bells()) {
        int bell = VectorWorkspace.panel((all.count() + f) * panels + q, tile.stride);
        for (int i = 0, end = rows * LANES; i < end; i += LANES) {
          FloatVector w = FloatVector.fromArray(FLOATS, tile.linear[0], bell + i).mul(-2 * PI);
          FloatVector d = FloatVector.fromArray(FLOATS, delta, at + i);
          d.mul(FloatVector.fromArray(FLOATS, v, at + i)).mul(w).intoArray(delta, bell + i);
        }
      }
      for (int i = at, end = at + rows * LANES; i < end; i += LANES) {
        FloatVector d = FloatVector.fromArray(FLOATS, delta, i);
        d.mul(FloatVector.fromArray(FLOATS, slope, i)).intoArray(delta, i);
      }
    }
  }

  private static void filter(
      VectorWorkspace tile, int index, int block, int q, int panels, int rows) {
    int at = VectorWorkspace.panel(q, tile.stride);
    int filter = VectorWorkspace.panel(block * panels + q, tile.stride);
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector.fromArray(FLOATS, tile.linear[index], at + i)
          .mul(FloatVector.fromArray(FLOATS, tile.value[0], filter + i))
          .intoArray(tile.value[index], at + i);
    }
  }

  private static void filterBackward(
      VectorWorkspace tile, int index, int block, int q, int panels, int rows, float[] delta) {
    int at = VectorWorkspace.panel(q, tile.stride);
    int filter = VectorWorkspace.panel(block * panels + q, tile.stride);
    for (int i = 0, end = rows * LANES; i < end; i += LANES) {
      FloatVector d = FloatVector.fromArray(FLOATS, delta, at + i);
      d.mul(FloatVector.fromArray(FLOATS, tile.linear[index], at + i))
          .intoArray(tile.filterDelta, filter + i);
      d.mul(FloatVector.fromArray(FLOATS, tile.value[0], filter + i)).intoArray(delta, at + i);
    }
  }
}
