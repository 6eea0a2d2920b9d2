package org.sirenaudio.kernel;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Lanes.panels;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.Joint;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.layer.OutputLoss;
import org.sirenaudio.loop.GradientProduct;
import org.sirenaudio.loop.Lanes;
import org.sirenaudio.loop.SineLoops;
import org.sirenaudio.loop.TileProduct;
import org.sirenaudio.loop.VectorActivation;
import org.sirenaudio.loop.VectorModule;

/** A network's passes tile by tile on the vector kernels. */
final class VectorNetwork implements NetworkKernel {

  static final float[] NO_BIAS = new float[LANES];

  private final Layers layers;
  private final FirstLayer first;
  private final PackedLayer[] hidden;
  private final FinalLayer last;

  /** Whether it is one layer of sines of one coordinate. */
  private final boolean sines;

  /** Evaluates a single wide layer. */
  private final @Nullable SplitNetwork split;

  /** Offsets of the layers' gradients: the first, the hidden ones, the final one, and the end. */
  private final int[] gradientOffset;

  VectorNetwork(Layers layers) {
    this.layers = layers;
    first = new FirstLayer(layers);
    hidden = new PackedLayer[layers.size() - 2];
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = new PackedLayer(layers, i + 1);
    }
    last = new FinalLayer(layers);
    sines =
        layers.size() == 2
            && layers.inFeatures() == 1
            && layers.get(0).activation() instanceof Activation.Sine;
    if (!sines) {
      VectorModule.require();
    }
    split = SplitNetwork.suits(layers) ? SplitNetwork.of(layers) : null;
    gradientOffset = new int[layers.size() + 1];
    gradientOffset[1] = first.gradientLength();
    for (int i = 0; i < hidden.length; i++) {
      gradientOffset[i + 2] = gradientOffset[i + 1] + hidden[i].gradientLength();
    }
    gradientOffset[layers.size()] = gradientOffset[layers.size() - 1] + last.gradientLength();
  }

  @Override
  public Layers layers() {
    return layers;
  }

  int gradientLength() {
    return gradientOffset[gradientOffset.length - 1];
  }

  @Override
  public void load(float[] parameters) {
    first.load(parameters);
    for (PackedLayer layer : hidden) {
      layer.load(parameters);
    }
    last.load(parameters);
    if (split != null) {
      split.load(parameters);
    }
  }

  @Override
  public VectorWorkspace workspace() {
    return new VectorWorkspace(layers);
  }

  @Override
  public PanelGradient gradient() {
    return new PanelGradient(this);
  }

  @Override
  public void forward(
      Workspace workspace,
      Coordinates coordinates,
      int from,
      int frames,
      float[] outputs,
      int outputFrom) {
    VectorWorkspace tile = (VectorWorkspace) workspace;
    if (split != null) {
      split.forward(tile.part(), coordinates, from, frames, outputs, outputFrom);
      return;
    }
    int step = tile.tileFrames(frames);
    for (int done = 0; done < frames; done += step) {
      int count = Math.min(step, frames - done);
      activations(tile, coordinates, from + done, count);
      float[] top = tile.value[hidden.length];
      last.forward(top, tile.stride, count, outputs, outputFrom + done);
    }
  }

  @Override
  public double backward(
      Workspace workspace,
      Coordinates coordinates,
      OutputLoss loss,
      int from,
      int frames,
      Gradient gradient) {
    VectorModule.require();
    VectorWorkspace tile = (VectorWorkspace) workspace;
    double total = 0;
    int step = tile.tileFrames(frames);
    for (int done = 0; done < frames; done += step) {
      int count = Math.min(step, frames - done);
      activations(tile, coordinates, from + done, count);
      outputs(tile, count);
      total += loss.apply(from + done, count, tile.outputs, tile.outputGradient);
      gradients(tile, count, ((PanelGradient) gradient).panels);
    }
    return total;
  }

  FirstLayer first() {
    return first;
  }

  /** Hidden sine layer {@code layer}, counted from the first layer as 0. */
  PackedLayer hidden(int layer) {
    return hidden[layer - 1];
  }

  FinalLayer last() {
    return last;
  }

  /** Computes the tile's outputs from its values. */
  void outputs(VectorWorkspace tile, int frames) {
    last.forward(tile.value[hidden.length], tile.stride, frames, tile.outputs, 0);
  }

  /** Reads the coordinates and computes the tile's values and derivatives. */
  void activations(VectorWorkspace tile, Coordinates coordinates, int from, int frames) {
    tile.read(coordinates, from, frames);
    activations(tile, frames);
  }

  /** Computes the tile's values and derivatives from its coordinates. */
  void activations(VectorWorkspace tile, int frames) {
    int stride = tile.stride;
    int rows = Lanes.rows(frames);
    if (sines) {
      sines(tile, frames);
      return;
    }
    firstActivations(tile, tile.coordinates, rows);
    for (int l = 0; l < hidden.length; l++) {
      PackedLayer layer = hidden[l];
      float[] a = tile.value[l];
      boolean single = layer.spec.activation() instanceof Activation.Pointwise;
      float[] z = single ? tile.value[l + 1] : tile.linear[l + 1];
      int depth = layer.depthIn;
      int panels = panels(layer.paddedOut);
      for (int p = 0; p < panels; p += 2) {
        boolean two = p + 1 < panels;
        TileProduct.run(a, stride, rows, depth, layer.forward, p, two, z);
        for (int q = p; single && q < p + (two ? 2 : 1); q++) {
          int at = VectorWorkspace.panel(q, stride);
          activate(layer.spec, tile, l + 1, at, rows, layer.bias, q * LANES);
        }
      }
      if (!single) {
        VectorJoint.forward(layer, tile, l + 1, rows);
      }
    }
  }

  /** The only layer of sines, which does not need the vector module. */
  private void sines(VectorWorkspace tile, int frames) {
    int features = first.spec.outFeatures();
    for (int n = 0; n < features; n += LANES) {
      SineLoops.BEST.sines(
          tile.coordinates,
          frames,
          first.weight,
          first.bias,
          n,
          Math.min(LANES, features - n),
          tile.value[0],
          tile.activationDerivative[0],
          n * tile.stride);
    }
  }

  private void firstActivations(VectorWorkspace tile, double[] x, int rows) {
    switch (first.spec.activation()) {
      case Joint joint -> VectorJoint.first(first, tile, rows);
      case Activation.Grid grid ->
          Objects.requireNonNull(first.grid).values(x, rows, tile.value[0], tile.stride);
      case Activation.Filtered filtered -> throw new IllegalStateException("no first layer");
      case Activation.Pointwise pointwise -> {
        for (int p = 0; p < panels(first.paddedOut); p++) {
          int at = VectorWorkspace.panel(p, tile.stride);
          if (pointwise instanceof Activation.Own own) {
            first.own(own, x, rows, p, tile.value[0], tile.activationDerivative[0], at);
          } else {
            VectorEnds.phases(first, x, rows, p, tile.value[0], at, tile.scratch.linear, 0);
            activate(first.spec, tile, 0, at, rows, NO_BIAS, 0);
          }
        }
      }
    }
  }

  /**
   * Converts one panel of linear parts to values and derivatives. Those of the first layer (index
   * 0) include the bias and are bent and reduced; the scratch memory holds the unreduced ones.
   */
  private static void activate(
      LayerSpec layer,
      VectorWorkspace tile,
      int index,
      int at,
      int rows,
      float[] bias,
      int biasAt) {
    float[] v = tile.value[index];
    float[] derivative = tile.activationDerivative[index];
    switch (layer.activation()) {
      case Activation.Sine sine -> VectorActivation.sine(v, derivative, at, rows, bias, biasAt);
      case Activation.Relu relu -> VectorActivation.relu(v, derivative, at, rows, bias, biasAt);
      case Activation.Linear linear ->
          VectorActivation.linear(v, derivative, at, rows, bias, biasAt);
      case Activation.Gaussian gaussian ->
          VectorWaves.gaussian(v, derivative, at, rows, bias, biasAt, tile.scratch);
      case Activation.Hosc hosc -> {
        VectorActivation.sine(v, derivative, at, rows, bias, biasAt);
        VectorWaves.saturate(hosc, v, derivative, at, rows, tile.scratch);
      }
      case Activation.Finer finer -> {
        float bend = (float) (Math.PI / finer.omega0());
        if (index > 0) {
          VectorWaves.keep(v, at, rows, bias, biasAt, tile.scratch);
          VectorWaves.bend(bend, v, at, rows, tile.scratch);
        }
        VectorActivation.sine(v, derivative, at, rows, NO_BIAS, 0);
        VectorWaves.stretch(bend, derivative, at, rows, tile.scratch);
      }
      case Activation.Gabor gabor -> {
        if (index > 0) {
          VectorWaves.keep(v, at, rows, bias, biasAt, tile.scratch);
        }
        VectorActivation.sine(v, derivative, at, rows, NO_BIAS, 0);
        VectorWaves.envelope(gabor, v, derivative, at, rows, tile.scratch);
      }
      case Activation.Own own -> VectorWaves.own(own, v, derivative, at, rows, bias, biasAt);
      case Activation.Filtered filtered -> throw new IllegalStateException("of no single number");
      case Activation.Grid grid -> throw new IllegalStateException("of no single number");
      case Joint joint -> throw new IllegalStateException("of no single number");
    }
  }

  /** Adds the gradient of the tile in the workspace. */
  private void gradients(VectorWorkspace tile, int frames, float[] g) {
    int stride = tile.stride;
    int rows = Lanes.rows(frames);
    float[] dy = tile.outputGradient;
    int top = hidden.length;
    Arrays.fill(dy, frames * layers.outFeatures(), rows * layers.outFeatures(), 0);
    VectorEnds.parameterGradient(
        last, dy, tile.value[top], stride, frames, g, gradientOffset[top + 1]);
    if (layers.get(top).activation() instanceof Activation.Pointwise) {
      VectorEnds.backward(
          last, dy, tile.activationDerivative[top], stride, rows, tile.delta, g, biasGradient(top));
    } else {
      VectorEnds.backward(last, dy, tile.ones, stride, rows, tile.delta, tile.unusedSums, 0);
      VectorJoint.backward(layers.get(top), tile, top, tile.delta, rows, g, biasGradient(top));
    }
    for (int l = top; l > 0; l--) {
      PackedLayer layer = hidden[l - 1];
      int out = layer.depthOut;
      int in = layer.depthIn;
      boolean single = layers.get(l - 1).activation() instanceof Activation.Pointwise;
      float[] below = tile.value[l - 1];
      GradientProduct.run(tile.delta, below, stride, frames, out, in, g, gradientOffset[l]);
      int panels = panels(in);
      for (int p = 0; p < panels; p += 2) {
        boolean two = p + 1 < panels;
        TileProduct.run(tile.delta, stride, rows, out, layer.backward, p, two, tile.nextDelta);
        for (int q = p; single && q < p + (two ? 2 : 1); q++) {
          int at = VectorWorkspace.panel(q, stride);
          int sums = biasGradient(l - 1) + q * LANES;
          VectorActivation.backward(
              tile.nextDelta, tile.activationDerivative[l - 1], at, rows, g, sums);
        }
      }
      if (!single) {
        VectorJoint.backward(
            layers.get(l - 1), tile, l - 1, tile.nextDelta, rows, g, biasGradient(l - 1));
      }
      tile.swapDeltas();
    }
    VectorEnds.weightGradient(first, tile.delta, stride, tile.coordinates, frames, g, 0);
  }

  /** Offset of the bias gradient of an activated layer. */
  private int biasGradient(int layer) {
    return layer == 0
        ? first.biasGradientOffset()
        : gradientOffset[layer] + hidden[layer - 1].biasGradientOffset();
  }

  void unpackGradient(float[] packed, float[] into) {
    first.unpackGradient(packed, 0, into);
    for (int i = 0; i < hidden.length; i++) {
      hidden[i].unpackGradient(packed, gradientOffset[i + 1], into);
    }
    last.unpackGradient(packed, gradientOffset[hidden.length + 1], into);
  }

  /** A gradient in the vector code's panels, layer after layer as each lays it out. */
  static final class PanelGradient implements NetworkKernel.Gradient {

    private final VectorNetwork network;
    final float[] panels;

    PanelGradient(VectorNetwork network) {
      this.network = network;
      panels = new float[network.gradientLength()];
    }

    @Override
    public void clear() {
      Arrays.fill(panels, 0);
    }

    @Override
    public void add(NetworkKernel.Gradient other, int part, int parts) {
      float[] more = ((PanelGradient) other).panels;
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
}
