package org.sirenaudio.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.ComplexWire;
import org.sirenaudio.network.FourierKan;
import org.sirenaudio.network.GridEncoding;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.MultiplicativeFilters;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/** Model files of every version, layout and kind of network. */
final class ModelFiles {
  private static final Path COMMITTED = Path.of("../siren-core/src/test/resources/formats");

  private ModelFiles() {}

  /** Writes them to a folder and gives their names. */
  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(COMMITTED)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("v")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Path sound = Sounds.write(Sounds.tone(2, 2000), folder.resolve("tone.wav"));
    fit(sound, "fit-many-stereo", "--steps", 12);
    fit(
        sound,
        "fit-one-stereo",
        "--windows",
        1,
        "--hidden",
        24,
        "--first-hz",
        1000,
        "--steps",
        100);
    NetworkSpec relu = NetworkSpec.relu(5, 2);
    write(folder, "new-relu", relu, relu.withHiddenFeatures(7));
    write(folder, "new-one-positional", NetworkSpec.positional(6, 2, 5));
    write(folder, "new-positional", NetworkSpec.positional(6, 2, 5), relu.withHiddenFeatures(6));
    write(folder, "new-finer", NetworkSpec.of(new Nonlinearity.Finer(50, 20, 1), 6, 2));
    write(folder, "new-gaussian", NetworkSpec.of(new Nonlinearity.Gaussian(30, 10), 6, 2));
    write(folder, "new-wire", NetworkSpec.of(new Nonlinearity.Gabor(50, 5, 2), 6, 2));
    NetworkSpec hosc = NetworkSpec.of(new Nonlinearity.Hosc(50, 30, 2), 6, 2);
    write(folder, "new-hosc", hosc, hosc.withFirstOmega0(70));
    write(
        folder,
        "new-fourier",
        relu.withEncoding(new InputEncoding.Fourier(9, 12.5, 3)),
        relu.withEncoding(new InputEncoding.Fourier(9, 13.5, 3)));
    NetworkSpec series = NetworkSpec.siren(6, 2, 30, 30);
    write(folder, "new-harmonics", series.withEncoding(new InputEncoding.Harmonics(12)));
    List<NetworkSpec> padded = new ArrayList<>();
    for (int width = 1; width < 30; width++) {
      padded.add(NetworkSpec.siren(width, 2, 9.5 + width, 30));
    }
    write(folder, "new-padded", padded.toArray(NetworkSpec[]::new));
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".safetensors")).sorted().toList();
    }
  }

  /** Files of networks that the guide's short reader leaves to the packages. */
  static List<Path> joint(Path folder) throws IOException {
    NetworkSpec complex = NetworkSpec.of(new ComplexWire(50, 5, 2), 6, 3);
    write(folder, "joint-wire-complex", complex);
    write(folder, "joint-wires-complex", complex, complex.withHiddenFeatures(5), complex);
    write(folder, "joint-mfn-fourier", NetworkSpec.of(new MultiplicativeFilters(50, false), 6, 4));
    NetworkSpec gabor = NetworkSpec.of(new MultiplicativeFilters(50, true), 6, 4);
    write(folder, "joint-mfn-gabor", gabor, gabor.withFirstOmega0(60));
    write(
        folder,
        "joint-fourier-kan",
        NetworkSpec.of(new FourierKan(5), 6, 2).withEncoding(new InputEncoding.Harmonics(30)));
    NetworkSpec grid = NetworkSpec.relu(5, 2).withEncoding(new GridEncoding(4, 2, 4, 40));
    write(folder, "joint-grid", grid);
    NetworkSpec coarser = grid.withEncoding(new GridEncoding(4, 2, 4, 20));
    write(folder, "joint-grids", grid, coarser, grid.withHiddenFeatures(4), NetworkSpec.relu(5, 2));
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().matches(".*joint.*safetensors")).sorted().toList();
    }
  }

  private static void fit(Path sound, String name, Object... options) {
    List<Object> words = new ArrayList<>(List.of("fit", sound, "-q", "-o"));
    words.add(sound.resolveSibling(name + ".safetensors"));
    words.addAll(List.of(options));
    CommandRun.of(words.toArray()).done();
  }

  private static void write(Path folder, String name, NetworkSpec... specs) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < specs.length; i++) {
      segments.add(new Segment(40L * i, 50 + i, Network.create(specs[i], i)));
    }
    long frames = segments.getLast().lastFrame() + 1;
    ClipModel.of(8000, frames, 0.7, segments, Map.of())
        .write(folder.resolve(name + ".safetensors"));
  }
}
