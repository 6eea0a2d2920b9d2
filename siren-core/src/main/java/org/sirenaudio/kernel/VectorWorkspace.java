package org.sirenaudio.kernel;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Lanes.ROWS;
import static org.sirenaudio.loop.Lanes.padded;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.Joint;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.loop.Lanes;

/** One thread's memory for one network: a tile's activations, in panels. */
final class VectorWorkspace implements NetworkKernel.Workspace {

  /** Share of the second-level cache for a tile, besides the weights. */
  private static final int TILE_BYTES = 1 << 19;

  private static final int MOST_FRAMES = 256;

  /** Frames per full tile; also the row stride between panels. A multiple of the row block. */
  final int stride;

  final double[] coordinates;
  final float[] outputs;
  final float[] outputGradient;

  /** Per activated layer {@code [features/LANES][stride][LANES]}. */
  final float[][] value;

  final float[][] activationDerivative;

  /** Per joint layer, its linear part with bias, in panels. */
  final float[][] linear;

  /** The loss's derivative with respect to the outputs of the filters after the first. */
  final float[] filterDelta;

  /** Constant ones and unused sums, if the top layer is a joint one. */
  final float[] ones;

  final float[] unusedSums;

  final VectorWaves.Scratch scratch;

  /**
   * The loss's derivatives with respect to a layer's linear part and the previous one's, used
   * alternately.
   */
  float[] delta;

  float[] nextDelta;

  private final Layers layers;

  /** For the parts of a {@link SplitNetwork}. */
  private @Nullable VectorWorkspace part;

  VectorWorkspace(Layers layers) {
    this.layers = layers;
    List<LayerSpec> activated = layers.list().subList(0, layers.size() - 1);
    int widest = 0;
    int columns = 0;
    for (LayerSpec layer : activated) {
      widest = Math.max(widest, Math.max(slots(layer, layer.rows()), given(layer)));
      columns += given(layer);
    }
    int bytesPerFrame = 4 * (2 * columns + 2 * widest);
    int frames = Math.clamp(TILE_BYTES / bytesPerFrame, 32, MOST_FRAMES);
    stride = frames / ROWS * ROWS;
    scratch = new VectorWaves.Scratch(stride);
    coordinates = new double[stride * layers.inFeatures()];
    outputs = new float[stride * layers.outFeatures()];
    outputGradient = new float[stride * layers.outFeatures()];
    LayerSpec top = activated.getLast();
    boolean single = top.activation() instanceof Activation.Pointwise;
    ones = new float[single ? 0 : given(top) * stride];
    Arrays.fill(ones, 1);
    unusedSums = new float[single ? 0 : given(top)];
    LayerSpec entry = activated.getFirst();
    filterDelta =
        new float[entry.activation() instanceof Joint.Filters ? given(entry) * stride : 0];
    linear = new float[activated.size()][];
    value = new float[activated.size()][];
    activationDerivative = new float[activated.size()][];
    for (int l = 0; l < value.length; l++) {
      LayerSpec layer = activated.get(l);
      int size = given(layer) * stride;
      boolean pointwise = layer.activation() instanceof Activation.Pointwise;
      linear[l] = new float[pointwise ? 0 : slots(layer, layer.rows()) * stride];
      value[l] = new float[size];
      activationDerivative[l] = new float[size];
    }
    delta = new float[widest * stride];
    nextDelta = new float[widest * stride];
  }

  /** Memory for the parts of a split network. */
  VectorWorkspace part() {
    if (part == null) {
      part = new VectorWorkspace(SplitNetwork.part(layers));
    }
    return part;
  }

  /** Size of a layer's features if each block starts at a vector boundary. */
  private static int slots(LayerSpec layer, int features) {
    return features / layer.blockRows() * padded(layer.blockRows());
  }

  private static int given(LayerSpec layer) {
    return slots(layer, layer.outFeatures());
  }

  /** Reads a tile's coordinates; those that fill its last row block are 0. */
  void read(Coordinates from, int first, int frames) {
    int in = layers.inFeatures();
    from.read(first, frames, coordinates);
    Arrays.fill(coordinates, frames * in, Lanes.rows(frames) * in, 0);
  }

  /** Frames per tile when {@code frames} are split into tiles of equal size within a row block. */
  int tileFrames(int frames) {
    int tiles = Math.max(1, (frames + stride - 1) / stride);
    return Math.min(Lanes.rows((frames + tiles - 1) / tiles), stride);
  }

  static int panel(int index, int stride) {
    return index * stride * LANES;
  }

  void swapDeltas() {
    float[] other = delta;
    delta = nextDelta;
    nextDelta = other;
  }
}
