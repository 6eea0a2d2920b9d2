package org.sirenaudio.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/** Models that no fit has made. */
public final class Models {
  private Models() {}

  /** Windows of equal pitch, each reaching 10 frames into the next, of untrained networks. */
  public static ClipModel random(int windows, int channels, int frames, double sampleRate) {
    List<Segment> segments = new ArrayList<>();
    int pitch = frames / windows;
    for (int i = 0; i < windows; i++) {
      int from = i * pitch;
      int end = i == windows - 1 ? frames : from + pitch + 10;
      NetworkSpec config = NetworkSpec.siren(5 + i % 3, 2, 40 + i, 30).withOutFeatures(channels);
      segments.add(new Segment(from, end - from, Network.create(config, i)));
    }
    return ClipModel.of(sampleRate, frames, 0.7, segments, Map.of("fit.recipe", "none \"made\""));
  }

  /** The same windows, each network answering 1 whatever it is asked. */
  public static ClipModel constant(int windows, int channels, int frames, double sampleRate) {
    ClipModel model = random(windows, channels, frames, sampleRate);
    for (Segment segment : model.segments()) {
      float[] p = segment.network().parameters();
      int last = segment.network().layers().weightOffset(2);
      for (int i = last; i < p.length; i++) {
        p[i] = i < p.length - channels ? 0 : 1;
      }
    }
    return ClipModel.of(sampleRate, frames, 1, model.segments(), Map.of());
  }

  /** One network that is exactly {@code sin(2π · hertz · t)}. */
  public static ClipModel tone(double hertz, int frames, double sampleRate) {
    double window = (frames - 1) / sampleRate;
    // x = −1 … 1 over the window, so t = (x + 1) / 2 · window and the phase is omega0 · (x + 1).
    NetworkSpec config = NetworkSpec.siren(1, 1, Nonlinearity.Sine.omega0(hertz, window), 30);
    Network network = Network.of(config, new float[] {1, 1, 1, 0});
    Segment segment = new Segment(0, frames, network);
    return ClipModel.of(sampleRate, frames, 1, List.of(segment), Map.of());
  }
}
