package org.sirenaudio.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/** Models of every kind that a file can hold, and instants to ask them for. */
final class Samples {
  private static final int OVERLAP = 10;

  private Samples() {}

  static Map<String, ClipModel> models() {
    NetworkSpec siren = NetworkSpec.siren(5, 2, 40, 30);
    NetworkSpec relu = NetworkSpec.relu(6, 3);
    NetworkSpec positional = NetworkSpec.positional(4, 2, 7);
    NetworkSpec encoded = siren.withEncoding(new InputEncoding.Positional(3));
    Map<String, ClipModel> models = new LinkedHashMap<>();
    models.put("one", model(1, 4000, siren));
    models.put("one large", model(1, 200_000, NetworkSpec.siren(128, 4, 3000, 30)));
    models.put("one of an hour", model(1, 160_000_000, NetworkSpec.siren(16, 1, 1e5, 30)));
    models.put("one stereo", model(2, 4000, siren));
    models.put("one of a frame", model(1, 1, siren));
    models.put("one relu", model(1, 400, relu));
    models.put("one positional", model(2, 400, NetworkSpec.positional(16, 2, 10)));
    models.put("two", model(1, 60, siren, siren));
    models.put("many stereo", model(2, 60, siren, siren.withFirstOmega0(50), siren));
    models.put("relu", model(1, 60, relu, relu.withHiddenFeatures(2), relu));
    models.put(
        "positional",
        model(2, 60, positional, NetworkSpec.positional(4, 2, 5), NetworkSpec.relu(4, 2)));
    models.put("encoded", model(1, 60, encoded, siren, encoded.withFirstOmega0(7), encoded));
    models.put("widths", model(1, 60, row(40, i -> siren.withShape(1 + i, 1))));
    models.put("depths", model(3, 60, row(12, i -> siren.withShape(8 + i % 3, 1 + i % 4))));
    models.put("thousands", model(1, 60, row(3000, i -> NetworkSpec.siren(11, 1, 60 + i % 7, 30))));
    models.put("long stereo", model(2, 900, row(9, i -> relu.withShape(30 + i, 2))));
    NetworkSpec finer = NetworkSpec.of(new Nonlinearity.Finer(900, 30, 1), 12, 3);
    models.put("one finer", model(1, 4000, finer));
    models.put("finer", model(1, 60, row(5, i -> finer.withFirstOmega0(60 + i))));
    models.put(
        "gaussian",
        model(2, 60, row(3, i -> NetworkSpec.of(new Nonlinearity.Gaussian(30, 10), 7 + i, 2))));
    NetworkSpec wire = NetworkSpec.of(new Nonlinearity.Gabor(900, 5, 2), 12, 3);
    models.put("one wire", model(1, 4000, wire));
    models.put("wire", model(1, 60, row(5, i -> wire.withFirstOmega0(60 + i))));
    NetworkSpec hosc = NetworkSpec.of(new Nonlinearity.Hosc(900, 30, 2), 12, 3);
    models.put("one hosc", model(1, 4000, hosc));
    models.put("hosc", model(1, 60, row(5, i -> hosc.withFirstOmega0(60 + i))));
    models.put("one fourier", model(1, 4000, drawn(relu, 200)));
    models.put("fourier", model(1, 60, row(4, i -> drawn(siren, 10 + i))));
    models.put("long", model(1, 2000, row(4, i -> NetworkSpec.siren(40, 3, 300, 30))));
    return models;
  }

  private static NetworkSpec drawn(NetworkSpec spec, double sigma) {
    return spec.withEncoding(new InputEncoding.Fourier(12, sigma, 5));
  }

  private static NetworkSpec[] row(int count, java.util.function.IntFunction<NetworkSpec> spec) {
    return IntStream.range(0, count).mapToObj(spec).toArray(NetworkSpec[]::new);
  }

  /** One window for each network. */
  static ClipModel model(int channels, int frames, NetworkSpec... specs) {
    List<Segment> segments = new ArrayList<>();
    int pitch = Math.max(1, frames - OVERLAP);
    for (int i = 0; i < specs.length; i++) {
      Network network = Network.create(specs[i].withOutFeatures(channels), i);
      segments.add(new Segment((long) pitch * i, frames, network));
    }
    long end = segments.getLast().lastFrame() + 1;
    return ClipModel.of(44_100, end, 0.7, segments, Map.of("fit.recipe", "none"));
  }

  /** Instants within a model, among them its windows' edges and their neighbours. */
  static double[] instants(ClipModel model, int count) {
    SplittableRandom random = new SplittableRandom(count);
    double[] instants = new double[count];
    Arrays.setAll(instants, i -> random.nextDouble() * model.seconds());
    int at = 0;
    instants[at++] = 0;
    instants[at++] = model.seconds();
    List<Segment> segments = model.segments();
    for (int i = 0; at < count / 2 && i < segments.size(); i++) {
      for (long edge : new long[] {segments.get(i).firstFrame(), segments.get(i).lastFrame()}) {
        double t = edge / model.sampleRate();
        instants[at++] = t;
        instants[at++] = Math.min(model.seconds(), Math.nextUp(t));
        instants[at++] = Math.max(0, Math.nextDown(t));
      }
    }
    return instants;
  }
}
