package org.sirenaudio.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NetworkKernel;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.network.Network;

/**
 * Evaluates a model's amplitudes at arbitrary instants, on one thread. The two networks used last
 * stay loaded, so evaluation in time order is the fastest. An amplitude does not depend on which
 * others are requested.
 */
public final class Evaluator {

  private static final double LATER = Double.POSITIVE_INFINITY;

  private final List<Segment> segments;
  private final double scale;
  private final int channels;
  private final Loaded[] loaded = {new Loaded(), new Loaded()};
  private float[] outputs = new float[0];
  private int latest;

  private Evaluator(List<Segment> segments, double scale) {
    this.segments = segments;
    this.scale = scale;
    channels = segments.getFirst().spec().outFeatures();
  }

  /** Returns an evaluator for one thread; it reuses its buffers. */
  public static Evaluator of(ClipModel model) {
    return new Evaluator(model.segments(), model.scale());
  }

  /**
   * For windows that overlap as in a {@link ClipModel}, before the model exists.
   *
   * @throws java.util.NoSuchElementException if there are none
   */
  public static Evaluator of(List<Segment> segments, double scale) {
    return new Evaluator(List.copyOf(segments), scale);
  }

  /**
   * Evaluates instants.
   *
   * @param instants in frames of the clip, possibly fractional, preferably in time order
   * @param count number of instants
   * @param into receives {@code [channels][count]}
   * @param at index of the first of them
   * @throws java.io.UncheckedIOException if a window of a model in a file cannot be read
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public void evaluate(double[] instants, int count, float[][] into, int at) {
    for (int from = 0; from < count; ) {
      int index = segmentAt(instants[from]);
      Segment segment = segments.get(index);
      double end = index < segments.size() - 1 ? segments.get(index + 1).firstFrame() : LATER;
      int to = from + 1;
      while (to < count
          && instants[to] < end
          && (index == 0 || instants[to] >= segment.firstFrame())) {
        to++;
      }
      Segment before = index > 0 ? segments.get(index - 1) : null;
      add(index, segment, instants, from, to, into, at, before, false);
      if (before != null) {
        long shared = before.lastFrame();
        for (int i = from; i < to; ) {
          int fadeEnd = i;
          while (fadeEnd < to && instants[fadeEnd] < shared) {
            fadeEnd++;
          }
          if (fadeEnd > i) {
            add(index - 1, before, instants, i, fadeEnd, into, at, segment, true);
          }
          i = fadeEnd + 1;
        }
      }
      from = to;
    }
  }

  /**
   * Weight of the later of two overlapping windows: a raised cosine over the overlap, 0 to 1.
   *
   * @param instant in frames
   * @param first first frame of the later window
   * @param last last frame of the earlier one
   */
  public static double fadeIn(double instant, long first, long last) {
    if (instant >= last) {
      return 1;
    }
    if (instant <= first) {
      return 0;
    }
    double s = Math.sin(Math.PI / 2 * (instant - first) / (last - first));
    return s * s;
  }

  /** The latest window that has begun at an instant. */
  private int segmentAt(double instant) {
    int low = 0;
    int high = segments.size() - 1;
    if (instant >= segments.get(latest).firstFrame()) {
      // Usually the one used last, or the next.
      low = latest;
      if (low + 2 <= high && instant < segments.get(low + 2).firstFrame()) {
        high = low + 1;
      }
    }
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (segments.get(middle).firstFrame() <= instant) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    latest = low;
    return low;
  }

  /**
   * Adds (or, for the latest window, sets) one window's contribution to a run of instants.
   *
   * @param neighbour the window it is cross-faded with
   * @param earlier whether this window is the earlier of the two
   */
  private void add(
      int index,
      Segment segment,
      double[] instants,
      int from,
      int to,
      float[][] into,
      int at,
      @Nullable Segment neighbour,
      boolean earlier) {
    int count = to - from;
    if (outputs.length < count * channels) {
      outputs = new float[count * channels];
    }
    Loaded slot = loaded[index & 1];
    slot.take(index, segment);
    slot.network()
        .forward(
            slot.workspace(),
            (start, frames, x) -> {
              for (int i = 0; i < frames; i++) {
                x[i] = segment.coordinate(instants[start + i]);
              }
            },
            from,
            count,
            outputs,
            0);
    for (int i = 0; i < count; i++) {
      double weight = scale;
      if (neighbour != null) {
        double later =
            earlier
                ? fadeIn(instants[from + i], neighbour.firstFrame(), segment.lastFrame())
                : fadeIn(instants[from + i], segment.firstFrame(), neighbour.lastFrame());
        weight *= earlier ? 1 - later : later;
      }
      for (int c = 0; c < channels; c++) {
        float value = (float) (weight * outputs[i * channels + c]);
        if (earlier) {
          into[c][at + from + i] += value;
        } else {
          into[c][at + from + i] = value;
        }
      }
    }
  }

  /** A network ready to run; reused while its neighbours change. */
  private static final class Loaded {
    private final Map<List<Integer>, NetworkKernel.Workspace> workspaces = new HashMap<>();
    private int index = -1;
    private @Nullable NetworkKernel network;
    private NetworkKernel.@Nullable Workspace workspace;

    void take(int wanted, Segment segment) {
      if (index == wanted) {
        return;
      }
      Network next = segment.network();
      Layers layers = next.layers();
      if (network == null || !network.layers().equals(layers)) {
        NetworkKernel kernel = Kernels.best().network(layers);
        network = kernel;
        workspace = workspaces.computeIfAbsent(layers.features(), f -> kernel.workspace());
      }
      network.load(next.parameters());
      index = wanted;
    }

    NetworkKernel network() {
      return java.util.Objects.requireNonNull(network);
    }

    NetworkKernel.Workspace workspace() {
      return java.util.Objects.requireNonNull(workspace);
    }
  }
}
