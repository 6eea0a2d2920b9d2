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

/**
 * A fitted clip: one or more networks on a time axis. Where neighbouring windows overlap, their
 * networks are cross-faded by weights that add up to one; one window is the plain network.
 */
public final class ClipModel {

  private final double sampleRate;
  private final long frames;
  private final double scale;
  private final List<Segment> segments;
  private final SortedMap<String, String> provenance;

  private ClipModel(
      double sampleRate,
      long frames,
      double scale,
      List<Segment> segments,
      Map<String, String> provenance) {
    this.sampleRate = sampleRate;
    this.frames = frames;
    this.scale = scale;
    this.segments = List.copyOf(segments);
    this.provenance = new TreeMap<>(provenance);
    check();
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
    return new ClipModel(sampleRate, frames, scale, segments, provenance);
  }

  private void check() {
    require(sampleRate > 0 && Double.isFinite(sampleRate), "the sample rate is " + sampleRate);
    require(scale > 0 && Double.isFinite(scale), "the scale is " + scale);
    require(!segments.isEmpty(), "there is no window");
    require(segments.getFirst().firstFrame() == 0, "the first window does not begin at frame 0");
    require(
        segments.getLast().lastFrame() == frames - 1, "the last window does not end with the clip");
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      require(segment.spec().inFeatures() == 1, "window " + i + " is not over time");
      require(
          segment.spec().outFeatures() == channels(),
          "window " + i + " has another number of channels");
      require(
          segment.spec().nonlinearity().getClass()
              == segments.getFirst().spec().nonlinearity().getClass(),
          "window " + i + " is of another kind");
      if (i > 0) {
        require(
            segment.firstFrame() > segments.get(i - 1).firstFrame()
                && segment.firstFrame() <= segments.get(i - 1).lastFrame()
                && segment.lastFrame() > segments.get(i - 1).lastFrame(),
            "window " + i + " does not overlap the one before");
      }
      if (i > 1) {
        require(
            segment.firstFrame() > segments.get(i - 2).lastFrame(),
            "windows %d and %d overlap".formatted(i - 2, i));
      }
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException("not a model: " + otherwise);
    }
  }

  /** Rate of the fitted clip in Hz. */
  public double sampleRate() {
    return sampleRate;
  }

  public int channels() {
    return segments.getFirst().spec().outFeatures();
  }

  /** Length of the fitted clip. */
  public long frames() {
    return frames;
  }

  public double seconds() {
    return frames / sampleRate;
  }

  /** Amplitude that a network's output of 1 stands for. */
  public double scale() {
    return scale;
  }

  /**
   * The windows in order of time. Those of a large file hold their networks only while they are in
   * use.
   */
  public List<Segment> segments() {
    return segments;
  }

  /** How the model was fitted: recipe, steps, seconds, SNR and so on. */
  public SortedMap<String, String> provenance() {
    return new TreeMap<>(provenance);
  }

  public ClipModel withProvenance(Map<String, String> more) {
    SortedMap<String, String> all = provenance();
    all.putAll(more);
    return new ClipModel(sampleRate, frames, scale, segments, all);
  }

  /** Learned parameters of all networks together. */
  public long parameterCount() {
    return segments.stream().mapToLong(s -> s.spec().learnedCount()).sum();
  }

  /**
   * Reads a model file. The networks of a large one (64 MiB) stay in the file, which must not
   * change, and are read when they are asked for: then {@link Segment#network()} throws {@link
   * java.io.UncheckedIOException} for what is wrong with one of them.
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
