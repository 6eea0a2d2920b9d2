package org.sirenaudio.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sirenaudio.io.AtomicFile;
import org.sirenaudio.network.NetworkSpec;

/**
 * A fitted clip: one or more networks on a time axis. Where neighbouring windows overlap, their
 * networks are cross-faded by weights that add up to one; one window is the plain network.
 */
public final class ClipModel {

  private final double sampleRate;
  private final long frames;
  private final double scale;
  private final List<Segment> segments;
  private final long parameters;
  private final SortedMap<String, String> provenance;
  private final WeightType weights;

  private ClipModel(
      double sampleRate,
      long frames,
      double scale,
      List<Segment> segments,
      long parameters,
      Map<String, String> provenance,
      WeightType weights) {
    this.weights = weights;
    this.sampleRate = sampleRate;
    this.frames = frames;
    this.scale = scale;
    this.segments = segments;
    this.parameters = parameters;
    this.provenance = new TreeMap<>(provenance);
    WindowChain.require(
        sampleRate > 0 && Double.isFinite(sampleRate), "the sample rate is " + sampleRate);
    WindowChain.require(scale > 0 && Double.isFinite(scale), "the scale is " + scale);
  }

  /**
   * @param sampleRate rate of the fitted clip in Hz
   * @param frames length of the fitted clip
   * @param scale amplitude that a network's output of 1 stands for
   * @param segments in order of time, from the first frame to the last, each overlapping the next
   *     and only the next
   * @param provenance how the model was fitted, for people to read
   */
  public static ClipModel of(
      double sampleRate,
      long frames,
      double scale,
      List<Segment> segments,
      Map<String, String> provenance) {
    List<Segment> list = List.copyOf(segments);
    check(list, frames);
    long parameters = list.stream().mapToLong(s -> s.spec().learnedCount()).sum();
    return new ClipModel(sampleRate, frames, scale, list, parameters, provenance, WeightType.F32);
  }

  /** A model in a file, whose windows have been checked and stay there. */
  static ClipModel stored(
      double sampleRate,
      long frames,
      double scale,
      StoredSegments segments,
      long parameters,
      Map<String, String> provenance) {
    return new ClipModel(
        sampleRate, frames, scale, segments, parameters, provenance, segments.weights());
  }

  private static void check(List<Segment> segments, long frames) {
    WindowChain chain = new WindowChain();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      NetworkSpec first = segments.getFirst().spec();
      NetworkSpec spec = segment.spec();
      WindowChain.require(spec.inFeatures() == 1, "window " + i + " is not over time");
      WindowChain.require(
          spec.outFeatures() == first.outFeatures(),
          "window " + i + " has another number of channels");
      WindowChain.require(
          spec.nonlinearity().kind().name().equals(first.nonlinearity().kind().name()),
          "window " + i + " is of another kind");
      chain.add(segment.firstFrame(), segment.lastFrame());
    }
    chain.end(frames);
  }

  /** Rate of the fitted clip in Hz. */
  public double sampleRate() {
    return sampleRate;
  }

  /** Returns the number of channels. */
  public int channels() {
    return segments.getFirst().spec().outFeatures();
  }

  /** Length of the fitted clip. */
  public long frames() {
    return frames;
  }

  /** Returns the duration in seconds: {@code frames / sampleRate}. */
  public double seconds() {
    return frames / sampleRate;
  }

  /** Amplitude that a network's output of 1 stands for. */
  public double scale() {
    return scale;
  }

  /**
   * The windows in order of time. Those of a model in a file, and their networks, are read each
   * time they are asked for; then the list's methods and {@link Segment#network()} throw {@link
   * UncheckedIOException} for what is wrong with one of them, or where the file has been changed
   * meanwhile.
   */
  public List<Segment> segments() {
    return segments;
  }

  /** How the model was fitted: recipe, steps, seconds, SNR and so on. */
  public SortedMap<String, String> provenance() {
    return new TreeMap<>(provenance);
  }

  /** Returns a copy whose {@link #provenance()} has these entries too. */
  public ClipModel withProvenance(Map<String, String> more) {
    SortedMap<String, String> all = provenance();
    all.putAll(more);
    return new ClipModel(sampleRate, frames, scale, segments, parameters, all, weights);
  }

  /** How a file stores its weights. */
  public WeightType weights() {
    return weights;
  }

  /** The same with weights that a file stores in another way; see {@link WeightType#round}. */
  public ClipModel withWeights(WeightType type) {
    return new ClipModel(sampleRate, frames, scale, segments, parameters, provenance, type);
  }

  /** Learned parameters of all networks together. */
  public long parameterCount() {
    return parameters;
  }

  /**
   * Reads a model file of any version. A large one (4 MiB) stays open, and its windows are read
   * when they are asked for, so that memory does not depend on its length; see {@link #segments}.
   * Another file may be moved to its name meanwhile, but it must not be changed itself.
   *
   * @throws org.sirenaudio.error.BadDataException if the file is not a whole, valid model
   */
  public static ClipModel read(Path path) throws IOException {
    return ModelFile.read(path);
  }

  /** Reads a model file from a stream; {@code name} stands for it in messages. */
  public static ClipModel read(InputStream in, String name) throws IOException {
    return ModelFile.read(in, name);
  }

  /**
   * Writes the model file, whole or not at all.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file
   */
  public void write(Path path) throws IOException {
    write(path, false);
  }

  /** Writes the model file, whole or not at all, over another if {@code overwrite} says so. */
  public void write(Path path, boolean overwrite) throws IOException {
    try (AtomicFile file = AtomicFile.create(path, overwrite)) {
      write(file.stream());
      file.commit();
    }
  }

  /** Writes the model file to a stream, flushes it and leaves it open. */
  public void write(OutputStream out) throws IOException {
    try {
      ModelWriter.write(this, out);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
