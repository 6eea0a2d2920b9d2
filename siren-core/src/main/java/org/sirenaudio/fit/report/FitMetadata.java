package org.sirenaudio.fit.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sirenaudio.model.ClipModel;

/**
 * What a model knows of its fit, and the file keeps: how good it came to be and how. A model that
 * no fit has made has none of it; then numbers are NaN or 0 and texts are empty.
 *
 * @param snrDb signal-to-noise ratio on the clip's own grid, over all frames and channels, each
 *     channel with its mean taken away, or over the known points of a {@link
 *     org.sirenaudio.fit.config.TrainingSet}; infinite where there is no error, NaN for silence and
 *     for a constant
 * @param channelDb the same of each channel, NaN for one that is silent or constant; none where
 *     there is one channel
 * @param betweenDb the same between the samples, at instants that no fit is trained on
 * @param worstWindowDb the lowest SNR on the grid of a channel in a window where it is audible; NaN
 *     where there is none
 * @param windows networks in all
 * @param lowWindows how many audible windows stayed under {@link #LOW_DB}
 * @param lowest the lowest of these, the lowest first
 * @param parameters of all networks together
 * @param recipe name of the recipe
 * @param steps of the network that took most
 * @param seed of all that was drawn
 * @param oversampling points learned for a frame
 * @param between what was learned between the samples, as {@link
 *     org.sirenaudio.fit.config.InterpolationTarget} names it
 * @param loss its name
 * @param optimiser its name, as {@link org.sirenaudio.fit.config.OptimiserKind} has it
 * @param rollbacks how often networks went back to an earlier state
 * @param known how many points the fit was shown, where that was not a whole recording
 */
public record FitMetadata(
    double snrDb,
    List<Double> channelDb,
    double betweenDb,
    double worstWindowDb,
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

  /** Decibels on the grid under which an audible window counts as low. */
  public static final double LOW_DB = 10;

  /** Key of the stretches that the fit was not shown, as {@code KnownFrames.gaps} names them. */
  public static final String GAPS = "fit.gaps";

  /** Of the windows that stayed low, so many are named in the file. */
  private static final int MOST_NAMED = 8;

  /** A fit that explains less is no result. */
  public static final double LEAST_DB = 1;

  /** More of the windows than this part may not be low in a good fit. */
  private static final double LOW_PART = 0.1;

  /** A channel of less than this is rendered as silence, or as something else. */
  private static final double SILENCE_DB = 0.1;

  private static final String SNR = "fit.snr_db";
  private static final String CHANNEL_SNR = "fit.channel_db";
  private static final String BETWEEN_SNR = "fit.between_db";
  private static final String WORST_WINDOW = "fit.worst_window_db";
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
   * An audible window whose SNR stayed low.
   *
   * @param window its place among the model's segments
   * @param snrDb on the grid
   */
  public record Low(int window, double snrDb) {

    private static Low of(String entry) {
      int colon = entry.indexOf(':');
      return new Low(
          Integer.parseInt(entry, 0, colon, 10), Double.parseDouble(entry.substring(colon + 1)));
    }

    private String entry() {
      return window + ":" + number(snrDb);
    }
  }

  /** The lowest windows are cut to as many as a file names. */
  public FitMetadata {
    channelDb = List.copyOf(channelDb);
    lowest = lowest.stream().limit(MOST_NAMED).toList();
  }

  /**
   * What a model's file says.
   *
   * @throws IllegalArgumentException if a number in it is none
   */
  public static FitMetadata of(ClipModel model) {
    Map<String, String> all = model.provenance();
    return new FitMetadata(
        real(all, SNR),
        list(all, CHANNEL_SNR, Double::valueOf),
        real(all, BETWEEN_SNR),
        real(all, WORST_WINDOW),
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

  /** What a model's file keeps of it. */
  public Map<String, String> entries() {
    Map<String, String> all = new TreeMap<>();
    all.put(SNR, number(snrDb));
    if (!channelDb.isEmpty()) {
      all.put(CHANNEL_SNR, joined(channelDb, FitMetadata::number));
    }
    all.put(BETWEEN_SNR, number(betweenDb));
    all.put(WORST_WINDOW, number(worstWindowDb));
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

  /** Whether the recording was silent or constant, and so is the model. */
  public boolean silent() {
    return Double.isNaN(snrDb);
  }

  /**
   * Whether the fit is no result: it explains less than {@link #LEAST_DB} of the whole, or renders
   * a channel as silence that is not silent.
   */
  public boolean learnedNothing() {
    return snrDb < LEAST_DB || channelDb.stream().anyMatch(db -> db < SILENCE_DB);
  }

  /**
   * Whether the fit is a poor one: the whole or a channel stayed under {@link #LOW_DB}, or more
   * than a tenth of the windows did.
   */
  public boolean poor() {
    return learnedNothing()
        || snrDb < LOW_DB
        || channelDb.stream().anyMatch(db -> db < LOW_DB)
        || lowWindows > LOW_PART * windows;
  }

  /**
   * The channel of the lowest SNR, counted from 0; none where one channel is all, or all silent.
   */
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
