package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;

/**
 * The same command and seed give the same model, bit for bit, whatever is done to the code:
 * weights, renderings and manifests of a set of fits against hashes in {@code golden-fits.txt}, on
 * one thread and on two. What a model notes of times is left out.
 *
 * <p>The hashes hold for vectors of 256 bits on x86-64. {@code mvn -Pgolden verify} runs this; with
 * {@code -Dgolden.write=true} it writes the hashes anew, to be done only where results change by
 * intent.
 */
class GoldenFitsIT {
  private static final Path EXPECTED =
      Path.of("src/test/resources/org/sirenaudio/cli/golden-fits.txt");
  private static final Path SPEECH = Path.of("../examples/speech.wav");
  private static final int RATE = 8000;
  private static final int CLIPS = 8;

  @TempDir private Path folder;

  @Test
  void goldenHashesAreCheckedWith256BitVectors() {
    assertThat(System.getProperty("siren.vectorBits")).isEqualTo("256");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void fitsAreBitIdenticalToTheGoldenHashes(int threads) throws IOException {
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "hashes are of x86-64");
    Map<String, String> hashes = new TreeMap<>();
    Path stereo = write("stereo.wav", 2, 6000, 1);
    Path mono = write("mono.wav", 1, 12000, 2);
    Path csv = csv();
    fit(hashes, "lm-draft", threads, SPEECH, "--quality", "draft");
    fit(hashes, "lm-steps", threads, SPEECH, "--steps", 30);
    fit(hashes, "lm-snr", threads, SPEECH, "--snr", 20, "--seed", 7);
    fit(hashes, "lm-parameters", threads, SPEECH, "--parameters", 30000, "--steps", 40);
    fit(hashes, "lm-wiener", threads, SPEECH, "--between", "wiener", "--steps", 12);
    fit(hashes, "lm-missing", threads, SPEECH, "--gap", "1.2:1.21", "--drop", 0.1, "--steps", 12);
    fit(hashes, "lm-stereo", threads, stereo, "--steps", 40);
    fit(hashes, "lm-fixed", threads, mono, "--windows", 12, "--hidden", 9, "--steps", 25);
    fit(hashes, "lm-csv", threads, csv, "--rate", 2000, "--steps", 30);
    fit(hashes, "lm-csv-drop", threads, csv, "--rate", 2000, "--drop", 0.2, "--steps", 30);
    fit(hashes, "muon", threads, SPEECH, "--min-window", 0.25, "--steps", 60);
    fit(
        hashes,
        "muon-probe",
        threads,
        mono,
        "--optimiser",
        "muon",
        "--windows",
        5,
        "--steps",
        640,
        "--parameters",
        9000,
        "--batch",
        400);
    fit(
        hashes,
        "muon-snr",
        threads,
        mono,
        "--optimiser",
        "muon",
        "--snr",
        9,
        "--windows",
        2,
        "--hidden",
        24);
    fit(hashes, "muon-stereo", threads, stereo, "--optimiser", "muon", "--steps", 80);
    fit(
        hashes,
        "adam",
        threads,
        SPEECH,
        "--optimiser",
        "adam",
        "--windows",
        1,
        "--layers",
        3,
        "--hidden",
        64,
        "--steps",
        150,
        "--seed",
        3);
    fit(hashes, "adam-recipe", threads, mono, "--recipe", "paper", "--hidden", 64, "--steps", 60);
    fit(
        hashes,
        "adam-plain",
        threads,
        mono,
        "--recipe",
        "seed",
        "--first-hz",
        900,
        "--hidden",
        48,
        "--steps",
        110,
        "--lr",
        0.001);
    fit(
        hashes,
        "adam-l1",
        threads,
        mono,
        "--optimiser",
        "adam",
        "--loss",
        "l1",
        "--steps",
        60,
        "--normalise",
        "rms",
        "--density",
        2,
        "--schedule",
        "constant",
        "--lr-scale",
        0.5);
    fit(
        hashes,
        "spectral",
        threads,
        mono,
        "--loss",
        "hybrid",
        "--windows",
        3,
        "--hidden",
        24,
        "--steps",
        110);
    corpus(hashes, threads);
    compare(hashes, threads);
    requireGolden(hashes);
  }

  private void fit(Map<String, String> hashes, String name, int threads, Path in, Object... options)
      throws IOException {
    Path model = folder.resolve(name + threads + ".safetensors");
    List<Object> words = new ArrayList<>(List.of("fit", in, "-o", model));
    words.addAll(List.of("--threads", threads, "-q", "--no-picture", "--keep-poor"));
    words.addAll(Arrays.asList(options));
    run(words.toArray());
    hashes.put(name + " weights", tensors(model));
    hashes.put(name + " rendering", sha256(folder.resolve(name + threads + ".siren.wav")));
    if (name.equals("lm-stereo")) {
      Path faster = folder.resolve("faster" + threads + ".wav");
      run("render", model, "-r", 22050, "--encoding", "float", "-o", faster);
      hashes.put(name + " at 22050 Hz", sha256(faster));
    }
  }

  private void corpus(Map<String, String> hashes, int threads) throws IOException {
    Path in = Files.createDirectory(folder.resolve("corpus" + threads));
    for (int i = 0; i < CLIPS; i++) {
      Path clip = write("clip.wav", 1 + i % 2, 1200 + 211 * i, 10 + i);
      Files.move(clip, in.resolve("clip%d.wav".formatted(i)));
    }
    Path out = folder.resolve("models" + threads);
    run(
        "corpus",
        "fit",
        in,
        "-o",
        out,
        "--steps",
        20,
        "--keep-poor",
        "--manifest",
        "csv",
        "--threads",
        threads,
        "-q");
    List<String> rows = Files.readAllLines(out.resolve("manifest.csv"));
    int seconds = Arrays.asList(rows.getFirst().split(",")).indexOf("fit_seconds");
    assertThat(seconds).isPositive();
    String timeless =
        rows.stream().map(row -> without(row, seconds)).collect(Collectors.joining("\n"));
    hashes.put("corpus manifest", sha256(timeless.getBytes(StandardCharsets.UTF_8)));
    try (Stream<Path> models = Files.list(out.resolve("models"))) {
      String all = models.sorted().map(GoldenFitsIT::tensors).collect(Collectors.joining());
      hashes.put("corpus weights", sha256(all.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** What {@code downsample} and {@code upsample} write. */
  private void compare(Map<String, String> hashes, int threads) throws IOException {
    Path low = folder.resolve("low" + threads + ".wav");
    run("downsample", SPEECH, "--factor", 4, "-o", low);
    hashes.put("downsample", sha256(low));
    Path high = folder.resolve("high" + threads + ".wav");
    run(
        "upsample",
        low,
        "--factor",
        2,
        "--steps",
        15,
        "--keep-poor",
        "--threads",
        threads,
        "-o",
        high,
        "--encoding",
        "float");
    hashes.put("upsample", sha256(high));
  }

  private static void run(Object... words) {
    CommandRun run = CommandRun.of(words);
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static String without(String row, int column) {
    List<String> cells = new ArrayList<>(Arrays.asList(row.split(",", -1)));
    cells.remove(column);
    return String.join(",", cells);
  }

  /** Points of a chirp at uneven instants, with two gaps. */
  private Path csv() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder text = new StringBuilder("time,value\n");
    for (double t = 0; t < 1; t += random.nextDouble(0.0004, 0.0012)) {
      if ((t < 0.3 || t > 0.31) && (t < 0.6 || t > 0.604)) {
        text.append(t).append(',').append(0.4 * Math.sin(2 * Math.PI * (90 + 60 * t) * t));
        text.append('\n');
      }
    }
    return Files.writeString(folder.resolve("points.csv"), text);
  }

  /** Three partials and a little noise as a float WAV file. */
  private Path write(String name, int channels, int frames, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    double[] hertz = {random.nextDouble(80, 400), random.nextDouble(400, 900), 1800};
    float[] samples = new float[channels * frames];
    for (int i = 0; i < samples.length; i++) {
      int frame = i / channels;
      double t = (double) frame / RATE;
      double value = 0.02 * random.nextDouble(-1, 1);
      for (int k = 0; k < hertz.length; k++) {
        value += 0.4 / (k + 1) * StrictMath.sin(2 * Math.PI * hertz[k] * t + i % channels + k);
      }
      samples[i] = (float) (value * (1 + i) / samples.length);
    }
    return Files.write(
        folder.resolve(name), Sounds.wav(channels, RATE, 4 * samples.length, samples));
  }

  /** All learned numbers of a model as float32, network after network, however they are stored. */
  private static String tensors(Path file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (Segment segment : ClipModel.read(file).segments()) {
        Network network = segment.network();
        float[] all = network.parameters();
        int first = network.layers().weightOffset(network.spec().fixedLayers());
        ByteBuffer learned =
            ByteBuffer.allocate(Float.BYTES * (all.length - first)).order(ByteOrder.LITTLE_ENDIAN);
        learned.asFloatBuffer().put(all, first, all.length - first);
        bytes.writeBytes(learned.array());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sha256(bytes.toByteArray());
  }

  private static String sha256(Path file) throws IOException {
    return sha256(Files.readAllBytes(file));
  }

  private static String sha256(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void requireGolden(Map<String, String> hashes) throws IOException {
    String text =
        hashes.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
            .collect(Collectors.joining());
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(EXPECTED, text);
    }
    assertThat(text).isEqualTo(Files.readString(EXPECTED));
  }
}
