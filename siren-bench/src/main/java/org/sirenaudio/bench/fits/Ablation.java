package org.sirenaudio.bench.fits;

import java.util.List;
import java.util.Locale;

/**
 * One configuration of a fit.
 *
 * @param name its label
 * @param options of {@code siren fit}, without a time
 * @param seconds of fitting; 0 if the fit ends by itself
 * @param kind what it is compared with
 */
record Ablation(String name, String options, double seconds, Kind kind) {

  /** What a fit is compared with. */
  enum Kind {
    /** The official recipe, on Bach as published. */
    OFFICIAL,
    /** Networks on windows of a quarter of a second or more. */
    LONG,
    /** Windows of any length, beside a DCT of as many numbers. */
    SHORT
  }

  private static final String QUARTER = "--min-window 0.25 --parameters 198145 --optimiser ";

  /** The configurations whose SNR is plotted over time. */
  static final Ablation PAPER =
      new Ablation("official recipe", "--recipe paper", 60, Kind.OFFICIAL);

  static final Ablation SINGLE =
      new Ablation(
          "one 4 × 256 network, Muon",
          "--windows 1 --layers 4 --hidden 256 --optimiser muon",
          60,
          Kind.LONG);
  static final Ablation QUARTERS =
      new Ablation("quarter seconds, Muon", QUARTER + "muon", 60, Kind.LONG);
  static final Ablation ANY =
      new Ablation("198,145 parameters, 60 s", "--parameters 198145", 60, Kind.SHORT);

  static final List<Ablation> ALL =
      List.of(
          PAPER,
          SINGLE,
          new Ablation("quarter seconds, Muon, 5 s", QUARTER + "muon", 5, Kind.LONG),
          new Ablation("quarter seconds, Muon, 20 s", QUARTER + "muon", 20, Kind.LONG),
          new Ablation("quarter seconds, Adam, 20 s", QUARTER + "adam", 20, Kind.LONG),
          QUARTERS,
          new Ablation(
              "quarter seconds, least squares",
              "--min-window 0.25 --parameters 198145",
              60,
              Kind.LONG),
          new Ablation("draft", "--quality draft", 0, Kind.SHORT),
          new Ablation("balanced, the default", "", 0, Kind.SHORT),
          new Ablation("balanced, samples only", "--oversampling 1", 0, Kind.SHORT),
          new Ablation("fine", "--quality fine", 0, Kind.SHORT),
          new Ablation("transparent", "--quality transparent", 0, Kind.SHORT),
          new Ablation("to 36.2 dB", "--snr 36.2", 0, Kind.SHORT),
          new Ablation("50,000 parameters, 20 s", "--parameters 50000", 20, Kind.SHORT),
          new Ablation("100,000 parameters, 20 s", "--parameters 100000", 20, Kind.SHORT),
          new Ablation("unlimited parameters, 20 s", "", 20, Kind.SHORT),
          new Ablation("198,145 parameters, 5 s", "--parameters 198145", 5, Kind.SHORT),
          new Ablation("198,145 parameters, 20 s", "--parameters 198145", 20, Kind.SHORT),
          ANY);

  /** All options, with the time scaled by a factor. */
  String options(double factor) {
    return seconds == 0
        ? options
        : String.format(Locale.ROOT, "%s --seconds %.3g", options, seconds * factor).strip();
  }
}
