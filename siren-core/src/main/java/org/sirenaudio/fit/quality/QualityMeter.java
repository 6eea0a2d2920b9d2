package org.sirenaudio.fit.quality;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.dsp.SubframeInterpolator;
import org.sirenaudio.fit.data.Centred;
import org.sirenaudio.fit.data.Interpolant;
import org.sirenaudio.fit.data.Level;
import org.sirenaudio.model.Evaluator;
import org.sirenaudio.model.Segment;
import org.sirenaudio.parallel.Workers;

/**
 * Measures a fit against its recording, and passes on the rendering at the recording's own rate, so
 * that the networks need not be evaluated there again. Uses the memory of a few blocks, whatever
 * the length.
 */
public final class QualityMeter {

  /** Frames per block. */
  private static final int BLOCK = 1 << 13;

  /** Approximate consecutive frames per thread: short windows are processed many at a time. */
  private static final int FRAMES_AT_ONCE = 1 << 14;

  /** Frames at the clip's ends that lack neighbours on one side. */
  private static final int ENDS = 32;

  private static final int TRIAL_ROUNDS = 16;

  private static final double[] PARTS = {0.382, 0.854};

  private final List<Segment> segments;
  private final ClipSource clip;

  /** End of the last network's own frames. */
  private final int end;

  private final SubframeInterpolator interpolation;
  private final double[] offsets;
  private final double[] means;
  private final ErrorSum[][] onGrid;
  private final ErrorSum between = new ErrorSum();

  /** Start of the next piece. */
  private int segment;

  private int frame;

  private QualityMeter(
      List<Segment> segments, Centred clip, List<Level.Channel> levels, Interpolant interpolant) {
    this.segments = segments;
    this.clip = clip;
    Segment last = segments.getLast();
    end = (int) (last.firstFrame() + last.frames());
    offsets = clip.offsets();
    means = levels.stream().mapToDouble(Level.Channel::mean).toArray();
    interpolation = interpolant.at(PARTS);
    onGrid = new ErrorSum[segments.size()][];
    Arrays.setAll(onGrid, s -> ErrorSum.array(clip.channels()));
  }

  /** Receives the rendering block by block, in order. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param block {@code [channels][at least frames]}, reused later
     * @param frames number of valid frames
     */
    void accept(float[][] block, int frames) throws IOException;
  }

  /**
   * Measures fitted networks.
   *
   * @param segments in time order
   * @param scale amplitude of a network output of 1
   * @param clip the recording without the removed offsets
   * @param levels of its channels without the offsets
   * @param interpolant the reference between the clip's samples
   * @param sink receives the rendering
   */
  public static Quality measure(
      List<Segment> segments,
      double scale,
      Centred clip,
      List<Level.Channel> levels,
      Interpolant interpolant,
      Workers workers,
      Sink sink)
      throws IOException {
    QualityMeter meter = new QualityMeter(segments, clip, levels, interpolant);
    Evaluator[] evaluators = new Evaluator[workers.threads()];
    Arrays.setAll(evaluators, i -> Evaluator.of(segments, scale));
    for (List<Task> round = meter.next(evaluators.length);
        !round.isEmpty();
        round = meter.next(evaluators.length)) {
      List<Task> tasks = round;
      workers.forEach(tasks.size(), i -> meter.run(tasks.get(i), evaluators[i]));
      for (Task task : tasks) {
        meter.add(task);
        sink.accept(task.rendered, task.frames);
      }
    }
    return Quality.of(meter.onGrid, Quality.snrDb(meter.between));
  }

  /**
   * Measurement time per frame, timed on some windows.
   *
   * @param begun the first of the clip's networks, in time order; at least one
   */
  public static double secondsPerFrame(
      List<Segment> begun,
      double scale,
      Centred clip,
      List<Level.Channel> levels,
      Interpolant interpolant,
      Workers workers) {
    QualityMeter meter = new QualityMeter(begun, clip, levels, interpolant);
    Evaluator[] evaluators = new Evaluator[workers.threads()];
    Arrays.setAll(evaluators, i -> Evaluator.of(begun, scale));
    double least = Double.POSITIVE_INFINITY;
    // The first rounds are slow because the code is not yet compiled.
    for (int round = 0; round < TRIAL_ROUNDS && meter.segment < begun.size(); round++) {
      List<Task> tasks = meter.next(evaluators.length);
      long start = System.nanoTime();
      workers.forEach(tasks.size(), i -> meter.run(tasks.get(i), evaluators[i]));
      double seconds = 1e-9 * (System.nanoTime() - start);
      least = Math.min(least, seconds / tasks.stream().mapToInt(t -> t.frames).sum());
    }
    return least;
  }

  /** A stretch of one window's own frames, with its errors. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Piece(int segment, int from, int to, ErrorSum[] onGrid, ErrorSum between) {}

  /** Consecutive pieces evaluated by one thread. */
  private static final class Task {
    private final List<Piece> pieces = new ArrayList<>();
    private int frames;
    private float[][] rendered = {};
  }

  /** The next tasks, at most one per thread; none at the end. */
  private List<Task> next(int most) {
    List<Task> tasks = new ArrayList<>();
    while (tasks.size() < most && segment < segments.size()) {
      Task task = new Task();
      while (task.frames < FRAMES_AT_ONCE && segment < segments.size()) {
        boolean last = segment + 1 == segments.size();
        int own = last ? end : (int) segments.get(segment + 1).firstFrame();
        int to = Math.min(own, frame + BLOCK);
        task.pieces.add(
            new Piece(segment, frame, to, ErrorSum.array(clip.channels()), new ErrorSum()));
        task.frames += to - frame;
        frame = to;
        segment += to == own ? 1 : 0;
      }
      tasks.add(task);
    }
    return tasks;
  }

  private void run(Task task, Evaluator evaluator) {
    int from = task.pieces.getFirst().from();
    int count = task.frames;
    int first = Math.max(0, from - interpolation.reach());
    int last = (int) Math.min(clip.frames(), (long) from + count + interpolation.reach());
    Clip around = clip.slice(first, last - first);
    float[][][] answers = answers(evaluator, from, count);
    task.rendered = answers[0];
    float[][][] between = new float[clip.channels()][][];
    Arrays.setAll(
        between, c -> interpolation.values(around.channel(c), first, from - first, count));
    for (Piece piece : task.pieces) {
      int begin = piece.from() - from;
      int end = piece.to() - from;
      for (int c = 0; c < offsets.length; c++) {
        float[] samples = around.channel(c);
        for (int i = begin; i < end; i++) {
          double estimate = answers[0][c][i] - offsets[c];
          piece.onGrid()[c].add(samples[from - first + i], estimate, means[c]);
        }
      }
      int begun = Math.max(begin, ENDS - from);
      int inside = Math.min(end, clip.frames() - ENDS - from);
      for (int p = 0; p < PARTS.length; p++) {
        for (int c = 0; c < offsets.length; c++) {
          for (int i = begun; i < inside; i++) {
            double estimate = answers[1 + p][c][i] - offsets[c];
            piece.between().add(between[c][p][i], estimate, means[c]);
          }
        }
      }
    }
  }

  /**
   * The networks' outputs, {@code [1 + parts][channels][count]}: at the frames, then at each
   * fraction after them. Evaluated in time order, so that each network is loaded once.
   */
  private float[][][] answers(Evaluator evaluator, int from, int count) {
    int each = 1 + PARTS.length;
    double[] instants = new double[count * each];
    for (int i = 0; i < count; i++) {
      instants[i * each] = from + i;
      for (int p = 0; p < PARTS.length; p++) {
        instants[i * each + 1 + p] = from + i + PARTS[p];
      }
    }
    float[][] all = new float[clip.channels()][instants.length];
    evaluator.evaluate(instants, instants.length, all, 0);
    float[][][] answers = new float[each][clip.channels()][count];
    for (int k = 0; k < instants.length; k++) {
      for (int c = 0; c < all.length; c++) {
        answers[k % each][c][k / each] = all[c][k];
      }
    }
    return answers;
  }

  private void add(Task task) {
    for (Piece piece : task.pieces) {
      for (int c = 0; c < clip.channels(); c++) {
        onGrid[piece.segment()][c].add(piece.onGrid()[c]);
      }
      between.add(piece.between());
    }
  }
}
