package org.sirenaudio.kernel;

import static org.sirenaudio.kernel.VectorKernels.LANES;
import static org.sirenaudio.kernel.VectorKernels.ROWS;
import static org.sirenaudio.kernel.VectorKernels.padded;

import java.util.List;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;

/** One thread's memory for one network: a tile's activations, in panels. */
final class VectorWorkspace implements NetworkKernel.Workspace {

  /** What a tile may take of the second-level cache, beside the weights. */
  private static final int TILE_BYTES = 1 << 19;

  private static final int MOST_FRAMES = 256;

  /** Frames of a full tile; also the rows from panel to panel. A multiple of the row block. */
  final int stride;

  final double[] coordinates;
  final float[] outputs;
  final float[] outputGradient;

  /** Per activated layer {@code [features/LANES][stride][LANES]}. */
  final float[][] value;

  final float[][] activationDerivative;

  final VectorWaves.Scratch scratch;

  /** The loss's derivative by a layer's linear part, and by the one before; they take turns. */
  float[] delta;

  float[] nextDelta;

  VectorWorkspace(Layers layers) {
    List<LayerSpec> activated = layers.list().subList(0, layers.size() - 1);
    int widest = 0;
    int columns = 0;
    for (LayerSpec layer : activated) {
      widest = Math.max(widest, padded(layer.outFeatures()));
      columns += padded(layer.outFeatures());
    }
    int bytesPerFrame = 4 * (2 * columns + 2 * widest);
    int frames = Math.clamp(TILE_BYTES / bytesPerFrame, 32, MOST_FRAMES);
    stride = frames / ROWS * ROWS;
    scratch = new VectorWaves.Scratch(stride);
    coordinates = new double[stride * layers.inFeatures()];
    outputs = new float[stride * layers.outFeatures()];
    outputGradient = new float[stride * layers.outFeatures()];
    value = new float[activated.size()][];
    activationDerivative = new float[activated.size()][];
    for (int l = 0; l < value.length; l++) {
      int size = padded(activated.get(l).outFeatures()) * stride;
      value[l] = new float[size];
      activationDerivative[l] = new float[size];
    }
    delta = new float[widest * stride];
    nextDelta = new float[widest * stride];
  }

  /**
   * Frames of each tile when {@code frames} are cut into tiles that differ by at most a row block.
   */
  int tileFrames(int frames) {
    int tiles = Math.max(1, (frames + stride - 1) / stride);
    int rows = ((frames + tiles - 1) / tiles + ROWS - 1) / ROWS * ROWS;
    return Math.min(rows, stride);
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
