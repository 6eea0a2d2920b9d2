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
 * networks are cross-faded by weights that sum to one; a single window is the plain network.
 *
 * <p>Immutable and thread-safe.
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
   * @param scale amplitude of a network output of 1
   * @param segments in time order, covering all frames, each overlapping only its neighbours
   * @param provenance how the model was fitted, human-readable
   * @throws IllegalArgumentException if the segments are not in such an order, differ in kind or in
   *     number of channels, or have inputs other than time; or if the rate or the scale is not
   *     positive and finite
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

  /** A model in a file, with verified windows that stay in the file. */
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
      WindowChain.require(
          spec.inFeatures() == 1, "window " + i + " does not take time as its only input");
      WindowChain.require(
          spec.outFeatures() == first.outFeatures(),
          "window " + i + " has a different number of channels");
      WindowChain.require(
          spec.nonlinearity().kind().name().equals(first.nonlinearity().kind().name()),
          "window " + i + " is of a different kind");
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

  /** Amplitude of a network output of 1. */
  public double scale() {
    return scale;
  }

  /**
   * The windows in time order. Those of a model in a file, and their networks, are read on each
   * access; the list's methods and {@link Segment#network()} then throw {@link
   * UncheckedIOException} if a window is invalid or the file has been changed.
   */
  public List<Segment> segments() {
    return segments;
  }

  /** How the model was fitted: recipe, steps, seconds, SNR and so on. */
  public SortedMap<String, String> provenance() {
    return new TreeMap<>(provenance);
  }

  /** Returns a copy with these entries added to its {@link #provenance()}. */
  public ClipModel withProvenance(Map<String, String> more) {
    SortedMap<String, String> all = provenance();
    all.putAll(more);
    return new ClipModel(sampleRate, frames, scale, segments, parameters, all, weights);
  }

  /** How a file stores its weights. */
  public WeightType weights() {
    return weights;
  }

  /** A copy with another stored number format; see {@link WeightType#round}. */
  public ClipModel withWeights(WeightType type) {
    return new ClipModel(sampleRate, frames, scale, segments, parameters, provenance, type);
  }

  /** Parameters of all networks together. */
  public long parameterCount() {
    return parameters;
  }

  /**
   * Reads a model file of any version. A large file (4 MiB) stays open and its windows are read on
   * demand, so that memory does not depend on its length; see {@link #segments}. The file may be
   * replaced by another under its name, but must not be modified in place.
   *
   * @throws org.sirenaudio.error.BadDataException if the file is not a complete, valid model
   * @throws java.nio.file.NoSuchFileException if it does not exist
   * @throws IOException if it cannot be read
   */
  public static ClipModel read(Path path) throws IOException {
    return ModelFile.read(path);
  }

  /**
   * Reads a model file from a stream; messages refer to it as {@code name}.
   *
   * @throws org.sirenaudio.error.BadDataException if it is not a complete, valid model
   * @throws IOException if the stream cannot be read
   */
  public static ClipModel read(InputStream in, String name) throws IOException {
    return ModelFile.read(in, name);
  }

  /**
   * Writes the model file, atomically.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the file exists
   * @throws IllegalArgumentException if a parameter is not finite, or the header is too long
   * @throws IOException if it cannot be written, or a window cannot be read from its file
   */
  public void write(Path path) throws IOException {
    write(path, false);
  }

  /**
   * Writes the model file atomically, replacing an existing one if {@code overwrite} is set.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the file exists and may not be replaced
   * @throws IllegalArgumentException if a parameter is not finite, or the header is too long
   * @throws IOException if it cannot be written, or a window cannot be read from its file
   */
  public void write(Path path, boolean overwrite) throws IOException {
    try (AtomicFile file = AtomicFile.create(path, overwrite)) {
      write(file.stream());
      file.commit();
    }
  }

  /**
   * Writes the model file to a stream, flushes it and leaves it open.
   *
   * @throws IllegalArgumentException if a parameter is not finite, or the header is too long
   * @throws IOException if the stream cannot be written, or a window cannot be read from its file
   */
  public void write(OutputStream out) throws IOException {
    try {
      ModelWriter.write(this, out);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
