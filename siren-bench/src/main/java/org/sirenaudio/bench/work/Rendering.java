package org.sirenaudio.bench.work;

import java.util.List;
import java.util.Map;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;
import org.sirenaudio.render.Renderer;

/** The rendering of a whole clip at its own rate, from one network of a workload's shape. */
public final class Rendering {

  private static final double RATE = 16_000;

  private final Renderer renderer;

  private Rendering(ClipModel model, int threads) {
    renderer = Renderer.of(model).threads(threads);
  }

  public static Rendering of(Workload work, int threads) {
    return new Rendering(model(work), threads);
  }

  /** An untrained model. */
  public static ClipModel model(Workload work) {
    Segment segment = new Segment(0, work.frames(), Network.of(work.spec(), work.parameters()));
    return ClipModel.of(RATE, work.frames(), 1, List.of(segment), Map.of());
  }

  /** Returns {@code [frames]}. */
  public float[] run() {
    return renderer.at(RATE).channel(0);
  }
}
