package org.sirenaudio.fit.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sirenaudio.model.ClipModel;

/**
 * What a model knows of its fit, and the file keeps: how good it came to be and how. A model that
 * no fit has made has none of it; then numbers are NaN or 0 and texts are empty.
 *
 * @param snrDb signal-to-noise ratio on the clip's own grid, over all frames and channels, or over
 *     the known points of a {@link org.sirenaudio.fit.config.TrainingSet}; infinite where there is
 *     no error, NaN for silence
 * @param betweenDb the same between the samples, at instants that no fit is trained on
 * @param worstWindowDb the lowest SNR on the grid of an audible window; NaN where there is none
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
    double betweenDb,
    double worstWindowDb,
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

  /** Of the windows that stayed low, so many are named in the file. */
  private static final int MOST_NAMED = 8;

  private static final String SNR = "fit.snr_db";
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
    lowest = lowest.stream().limit(MOST_NAMED).toList();
  }

  /**
   * What a model's file says.
   *
   * @throws IllegalArgumentException if a number in it is none
   */
  public static FitMetadata of(ClipModel model) {
    Map<String, String> all = model.provenance();
    String named = text(all, LOWEST_WINDOWS);
    List<Low> lowest =
        named.isEmpty() ? List.of() : Arrays.stream(named.split(",")).map(Low::of).toList();
    return new FitMetadata(
        real(all, SNR),
        real(all, BETWEEN_SNR),
        real(all, WORST_WINDOW),
        (int) whole(all, LOW_WINDOWS),
        lowest,
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
    all.put(BETWEEN_SNR, number(betweenDb));
    all.put(WORST_WINDOW, number(worstWindowDb));
    if (lowWindows > 0) {
      all.put(LOW_WINDOWS, Integer.toString(lowWindows));
      all.put(LOWEST_WINDOWS, lowest.stream().map(Low::entry).collect(Collectors.joining(",")));
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

  /** Whether the recording was silent, and so is the model. */
  public boolean silent() {
    return Double.isNaN(snrDb);
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
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
