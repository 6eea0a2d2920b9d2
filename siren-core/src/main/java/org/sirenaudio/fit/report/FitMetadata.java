package org.sirenaudio.fit.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sirenaudio.model.ClipModel;

/**
 * How a model was fitted and how good it is; stored in its file. For a model not produced by a fit,
 * numbers are NaN or 0 and texts are empty.
 *
 * @param snrDb signal-to-noise ratio on the clip's sample grid, over all frames and channels, each
 *     channel without its mean, or over the known points of a {@link
 *     org.sirenaudio.fit.config.TrainingSet}; infinite without error, NaN for silence and for a
 *     constant
 * @param channelDb per channel, NaN for a silent or constant one; empty for mono
 * @param betweenDb between the samples, at instants that no fit is trained on
 * @param worstWindowDb the lowest SNR on the grid of any channel in any window where it is audible;
 *     NaN if there is none
 * @param noiseToMask noise relative to what the recording masks, of fits that aim at it
 * @param windows number of networks
 * @param lowWindows number of audible windows below {@link #LOW_DB}
 * @param lowest the lowest of these, lowest first
 * @param parameters of all networks together
 * @param recipe name of the recipe
 * @param steps of the network that took the most
 * @param seed random seed
 * @param oversampling points learned per frame
 * @param between interpolation between the samples, a name of {@link
 *     org.sirenaudio.fit.config.InterpolationTarget}
 * @param loss its name
 * @param optimiser its name in {@link org.sirenaudio.fit.config.OptimiserKind}
 * @param rollbacks number of rollbacks to an earlier state
 * @param known number of training points, unless the whole recording was used
 */
public record FitMetadata(
    double snrDb,
    List<Double> channelDb,
    double betweenDb,
    double worstWindowDb,
    Optional<NoiseToMask> noiseToMask,
    int windows,
    int lowWindows,
    List<Low> lowest,
    long parameters,
    String recipe,
    int steps,
    long seed,
    int oversampling,
    String between,
    String loss,
    String optimiser,
    int rollbacks,
    OptionalInt known) {

  /** SNR in dB on the grid below which an audible window counts as low. */
  public static final double LOW_DB = 10;

  /** Key of the stretches withheld from the fit, in the format of {@code KnownFrames.gaps}. */
  public static final String GAPS = "fit.gaps";

  /** Key of a fit that was stopped before its end, with the value {@code true}; else absent. */
  public static final String INTERRUPTED = "fit.interrupted";

  /** Maximum number of low windows listed in the file. */
  private static final int MOST_NAMED = 8;

  /** A fit below this SNR is not a result. */
  public static final double LEAST_DB = 1;

  /** Maximum fraction of low windows in a good fit. */
  private static final double LOW_PART = 0.1;

  /** SNR below which a channel counts as silent or wrong. */
  private static final double SILENCE_DB = 0.1;

  private static final String SNR = "fit.snr_db";
  private static final String CHANNEL_SNR = "fit.channel_db";
  private static final String BETWEEN_SNR = "fit.between_db";
  private static final String WORST_WINDOW = "fit.worst_window_db";
  private static final String NOISE_TO_MASK = "fit.noise_to_mask_db";
  private static final String WORST_NOISE_TO_MASK = "fit.worst_noise_to_mask_db";
  private static final String DISTURBED = "fit.disturbed_frames";
  private static final String LOW_WINDOWS = "fit.low_windows";
  private static final String LOWEST_WINDOWS = "fit.lowest_windows";
  private static final String PARAMETERS = "fit.parameters";
  private static final String RECIPE = "fit.recipe";
  private static final String STEPS = "fit.steps";
  private static final String SEED = "fit.seed";
  private static final String OVERSAMPLING = "fit.density";
  private static final String BETWEEN = "fit.between";
  private static final String LOSS = "fit.loss";
  private static final String OPTIMISER = "fit.optimiser";
  private static final String ROLLBACKS = "fit.rollbacks";
  private static final String KNOWN = "fit.known";

  /**
   * An audible window with a low SNR.
   *
   * @param window its index among the model's segments
   * @param snrDb on the grid
   */
  public record Low(int window, double snrDb) {

    private static Low of(String entry) {
      int colon = entry.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException("'" + entry + "' is not a window and its SNR");
      }
      return new Low(
          Integer.parseInt(entry, 0, colon, 10), Double.parseDouble(entry.substring(colon + 1)));
    }

    private String entry() {
      return window + ":" + number(snrDb);
    }
  }

  /**
   * Noise relative to what the recording masks, as {@link org.sirenaudio.metrics.NoiseToMaskRatio}
   * measures it; −∞ dB without noise.
   *
   * @param meanDb over all frames and critical bands
   * @param worstDb of the worst band of any frame
   * @param disturbed fraction of frames in which the noise is audible
   */
  public record NoiseToMask(double meanDb, double worstDb, double disturbed) {

    private static Optional<NoiseToMask> of(Map<String, String> all) {
      return all.containsKey(NOISE_TO_MASK)
          ? Optional.of(
              new NoiseToMask(
                  real(all, NOISE_TO_MASK), real(all, WORST_NOISE_TO_MASK), real(all, DISTURBED)))
          : Optional.empty();
    }

    private void put(Map<String, String> all) {
      all.put(NOISE_TO_MASK, number(meanDb));
      all.put(WORST_NOISE_TO_MASK, number(worstDb));
      all.put(DISTURBED, number(disturbed));
    }
  }

  /** Truncates the lowest windows to the number listed in a file. */
  public FitMetadata {
    channelDb = List.copyOf(channelDb);
    lowest = lowest.stream().limit(MOST_NAMED).toList();
  }

  /**
   * Reads it from a model file's entries.
   *
   * @throws IllegalArgumentException if an entry is invalid
   */
  public static FitMetadata of(ClipModel model) {
    Map<String, String> all = model.provenance();
    return new FitMetadata(
        real(all, SNR),
        list(all, CHANNEL_SNR, Double::valueOf),
        real(all, BETWEEN_SNR),
        real(all, WORST_WINDOW),
        NoiseToMask.of(all),
        model.segments().size(),
        (int) whole(all, LOW_WINDOWS),
        list(all, LOWEST_WINDOWS, Low::of),
        model.parameterCount(),
        text(all, RECIPE),
        (int) whole(all, STEPS),
        whole(all, SEED),
        (int) whole(all, OVERSAMPLING),
        text(all, BETWEEN),
        text(all, LOSS),
        text(all, OPTIMISER),
        (int) whole(all, ROLLBACKS),
        all.containsKey(KNOWN) ? OptionalInt.of((int) whole(all, KNOWN)) : OptionalInt.empty());
  }

  /** The entries stored in a model's file. */
  public Map<String, String> entries() {
    Map<String, String> all = new TreeMap<>();
    all.put(SNR, number(snrDb));
    if (!channelDb.isEmpty()) {
      all.put(CHANNEL_SNR, joined(channelDb, FitMetadata::number));
    }
    all.put(BETWEEN_SNR, number(betweenDb));
    all.put(WORST_WINDOW, number(worstWindowDb));
    noiseToMask.ifPresent(found -> found.put(all));
    if (lowWindows > 0) {
      all.put(LOW_WINDOWS, Integer.toString(lowWindows));
      all.put(LOWEST_WINDOWS, joined(lowest, Low::entry));
    }
    all.put(PARAMETERS, Long.toString(parameters));
    all.put(RECIPE, recipe);
    all.put(STEPS, Integer.toString(steps));
    all.put(SEED, Long.toString(seed));
    all.put(OVERSAMPLING, Integer.toString(oversampling));
    all.put(BETWEEN, between);
    all.put(LOSS, loss);
    all.put(OPTIMISER, optimiser);
    all.put(ROLLBACKS, Integer.toString(rollbacks));
    known.ifPresent(count -> all.put(KNOWN, Integer.toString(count)));
    return all;
  }

  /** Whether the recording, and thus the model, is silent or constant. */
  public boolean silent() {
    return Double.isNaN(snrDb);
  }

  /**
   * Whether the fit failed: it is below {@link #LEAST_DB} overall, or renders a channel as silence
   * that is not silent.
   */
  public boolean learnedNothing() {
    return snrDb < LEAST_DB || channelDb.stream().anyMatch(db -> db < SILENCE_DB);
  }

  /**
   * Whether the fit is poor: overall or in a channel below {@link #LOW_DB}, or in more than a tenth
   * of the windows.
   */
  public boolean poor() {
    return learnedNothing()
        || snrDb < LOW_DB
        || channelDb.stream().anyMatch(db -> db < LOW_DB)
        || lowWindows > LOW_PART * windows;
  }

  /** The channel with the lowest SNR, counted from 0; empty for mono or if all are silent. */
  public OptionalInt worstChannel() {
    return IntStream.range(0, channelDb.size())
        .filter(c -> !Double.isNaN(channelDb.get(c)))
        .boxed()
        .min(Comparator.comparing(channelDb::get))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private static <T> List<T> list(Map<String, String> all, String key, Function<String, T> entry) {
    String text = text(all, key);
    return text.isEmpty() ? List.of() : Arrays.stream(text.split(",")).map(entry).toList();
  }

  private static <T> String joined(List<T> values, Function<T, String> entry) {
    return values.stream().map(entry).collect(Collectors.joining(","));
  }

  private static String text(Map<String, String> all, String key) {
    return all.getOrDefault(key, "");
  }

  private static double real(Map<String, String> all, String key) {
    return Double.parseDouble(all.getOrDefault(key, "NaN"));
  }

  private static long whole(Map<String, String> all, String key) {
    return Long.parseLong(all.getOrDefault(key, "0"));
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.equals("-0.000") ? "0.000" : text;
  }
}
