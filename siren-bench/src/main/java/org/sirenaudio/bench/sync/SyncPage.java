package org.sirenaudio.bench.sync;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.sirenaudio.bench.page.Machine;
import org.sirenaudio.bench.page.Markdown;

/** The page of synchronisation figures. */
final class SyncPage {

  private static final List<Setting> LINES =
      List.of(
          Setting.QUIET,
          Setting.NOISY,
          Setting.SYMMETRIC,
          Setting.SYMMETRIC_NOISY,
          Setting.ANY_FILTER,
          Setting.ROOM,
          Setting.WIRELESS);

  /** Their paths have no defined delay. */
  private static final List<Setting> DELAYED =
      List.of(Setting.ANY_FILTER, Setting.ROOM, Setting.WIRELESS);

  /** The median magnitude of a normal variable, in standard deviations. */
  private static final double NORMAL_MEDIAN = 0.6745;

  private final Map<Setting, Trials> results;
  private final Markdown page = new Markdown();

  private final List<WowTrial> wows;
  private final Optional<HourTrial> hour;

  private SyncPage(Map<Setting, Trials> results, List<WowTrial> wows, Optional<HourTrial> hour) {
    this.results = results;
    this.wows = wows;
    this.hour = hour;
  }

  static String of(Results results) throws IOException {
    Map<Setting, Trials> all = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      all.put(setting, results.of(setting));
    }
    return new SyncPage(all, results.wows(), results.hour()).written();
  }

  private String written() {
    page.heading(1, "Synchronisation accuracy");
    page.paragraph(
        "Written by `./siren bench sync`, in one or several runs (`--only`, `--first`, `--cases`)."
            + " Pairs are spliced without repeats from Bach, Counting and examples/speech.wav at"
            + " other speeds, forwards and backwards; clocks are exact maps; seeds are fixed."
            + " Errors are magnitudes, median / worst. [sync.md](sync.md) describes the method and"
            + " the bound.");
    page.paragraph(
        Machine.facts().stream()
                .filter(fact -> List.of("processor", "cores", "JVM").contains(fact.getFirst()))
                .map(fact -> fact.getFirst() + ": " + fact.getLast())
                .collect(Collectors.joining("; "))
            + ".");
    straight();
    goals();
    peer();
    others();
    tapes();
    hour();
    return page.toString();
  }

  private void straight() {
    page.heading(2, "Constant rate");
    page.paragraph(
        "Rates within ±500 ppm, offsets within ±30 s, 60 s each, 44.1 kHz (`WIRELESS`: five"
            + " minutes, ±100 ppm, 10 to 20 dB, a room of T60 0.2 s). *Of the bound*: root mean"
            + " square of the ratio of error to Cramér-Rao bound over the cases, for offset and"
            + " rate. *Peer*: chunked cross-correlation with parabolic peaks and a line.");
    List<List<String>> rows = new ArrayList<>();
    for (Setting setting : LINES) {
      Trials trials = trials(setting);
      if (trials.count() == 0) {
        continue;
      }
      boolean delayed = DELAYED.contains(setting);
      rows.add(
          List.of(
              "`" + setting + "`",
              trials.count() + (trials.missed() > 0 ? ", " + trials.missed() + " missed" : ""),
              delayed ? "–" : pair(trials, t -> 1e6 * t.offsetError(), "%.3f"),
              pair(trials, Trial::rateError, "%.4f"),
              pair(trials, t -> 1e6 * (delayed ? t.largestVarying() : t.largestError()), "%.2f"),
              setting.bounded()
                  ? digits(trials.rms(t -> t.offsetError() / t.boundOffset()), "%.2f")
                      + ", "
                      + digits(trials.rms(t -> t.rateError() / t.boundRate()), "%.2f")
                  : "–",
              delayed ? "–" : pair(trials, t -> 1e6 * t.peerOffsetError(), "%.2f"),
              pair(trials, Trial::peerRateError, "%.3f")));
    }
    page.table(
        List.of(
            "setting",
            "cases",
            "offset, µs",
            "rate, ppm",
            "largest, µs",
            "of the bound",
            "peer: offset, µs",
            "peer: rate, ppm"),
        rows);
    page.paragraph(
        "Settings: `QUIET` 20 dB, `NOISY` 0 dB, `SYMMETRIC` a random symmetric filter of 65 taps"
            + " within ±12 dB, at 20 dB, `SYMMETRIC_NOISY` the same at 0 dB, `ANY_FILTER` random"
            + " taps, `ROOM` two positions in a room with a T60 of 0.4 s, by the image-source"
            + " method. For the last three, errors exclude a constant.");
  }

  private void goals() {
    page.heading(2, "Results and goals");
    List<List<String>> rows = new ArrayList<>();
    bound(rows, Setting.QUIET, 2);
    bound(rows, Setting.NOISY, 4);
    goal(rows, Setting.SYMMETRIC, "worst offset, µs", t -> 1e6 * t.offsetError(), 0.5);
    goal(rows, Setting.SYMMETRIC, "worst rate, ppm", Trial::rateError, 0.05);
    goal(rows, Setting.SYMMETRIC_NOISY, "worst offset, µs", t -> 1e6 * t.offsetError(), 5);
    goal(rows, Setting.SYMMETRIC_NOISY, "worst rate, ppm", Trial::rateError, 0.3);
    for (Setting setting : List.of(Setting.ANY_FILTER, Setting.ROOM)) {
      goal(rows, setting, "worst rate, ppm", Trial::rateError, 0.2);
      goal(rows, setting, "largest time error, µs", t -> 1e6 * t.largestVarying(), 12);
    }
    goal(rows, Setting.RAMP, "largest time error, µs", t -> 1e6 * t.largestError(), 3);
    goal(rows, Setting.SWING, "largest time error, µs", t -> 1e6 * t.largestError(), 3);
    goal(rows, Setting.DROPPED, "worst position of the block, s", Trial::placeError, 0.1);
    goal(rows, Setting.DROPPED, "worst length of the block, frames", Trial::lengthError, 0);
    Trials wireless = trials(Setting.WIRELESS);
    row(
        rows,
        Setting.WIRELESS,
        "median rate, ppm",
        wireless.count(),
        wireless.median(Trial::rateError),
        0.05);
    page.table(List.of("setting", "cases", "what", "is", "goal", ""), rows);
    coverage();
  }

  /** The ratios to the peer and to the bound. */
  private void peer() {
    page.heading(2, "Comparison with chunked correlation");
    List<List<String>> rows = new ArrayList<>();
    List<Trial> offsets = new ArrayList<>();
    List<Trial> rates = new ArrayList<>();
    for (Setting setting : LINES) {
      Trials trials = trials(setting);
      if (trials.count() == 0) {
        continue;
      }
      boolean delayed = DELAYED.contains(setting);
      rates.addAll(trials.all());
      if (!delayed) {
        offsets.addAll(trials.all());
        rows.add(
            ratios(
                setting,
                "offset",
                trials,
                Trial::peerOffsetError,
                Trial::offsetError,
                Trial::boundOffset));
      }
      rows.add(
          ratios(
              setting, "rate", trials, Trial::peerRateError, Trial::rateError, Trial::boundRate));
    }
    double offset = new Trials(offsets).median(t -> t.peerOffsetError() / t.offsetError());
    double rate = new Trials(rates).median(t -> t.peerRateError() / t.rateError());
    page.table(
        List.of(
            "setting",
            "of",
            "cases",
            "peer over ours",
            "peer over the bound",
            "ours over the bound"),
        rows);
    page.paragraph(
        ("Medians of magnitudes; *the bound* is the median error of an estimator that attains it,"
                + " 0.674 of its standard deviation, so *peer over the bound* is the largest possible"
                + " improvement: where it is below 20, a factor of twenty is impossible. Over all"
                + " cases of all settings, the median ratio of the peer's offset error to ours is %s,"
                + " that of the rate error %s; the goal is 20.")
            .formatted(digits(offset, "%.0f"), digits(rate, "%.0f")));
  }

  private static List<String> ratios(
      Setting setting,
      String what,
      Trials trials,
      ToDoubleFunction<Trial> peer,
      ToDoubleFunction<Trial> own,
      ToDoubleFunction<Trial> bound) {
    double least = NORMAL_MEDIAN * trials.median(bound);
    return List.of(
        "`" + setting + "`",
        what,
        Integer.toString(trials.count()),
        digits(trials.median(peer) / trials.median(own), "%.0f"),
        digits(trials.median(peer) / least, "%.0f"),
        digits(trials.median(own) / least, "%.2f"));
  }

  private void bound(List<List<String>> rows, Setting setting, double most) {
    Trials trials = trials(setting);
    row(
        rows,
        setting,
        "offset over the bound, RMS",
        trials.count(),
        trials.rms(t -> t.offsetError() / t.boundOffset()),
        most);
    row(
        rows,
        setting,
        "rate over the bound, RMS",
        trials.count(),
        trials.rms(t -> t.rateError() / t.boundRate()),
        most);
  }

  private void goal(
      List<List<String>> rows,
      Setting setting,
      String what,
      ToDoubleFunction<Trial> figure,
      double most) {
    Trials trials = trials(setting);
    row(rows, setting, what, trials.count(), trials.worst(figure), most);
  }

  private static void row(
      List<List<String>> rows, Setting setting, String what, int count, double is, double most) {
    if (count > 0) {
      rows.add(
          List.of(
              "`" + setting + "`",
              Integer.toString(count),
              what,
              digits(is, "%.3g"),
              "≤ " + digits(most, "%.2g"),
              is <= most ? "met" : "missed"));
    }
  }

  private void coverage() {
    List<Trial> all = new ArrayList<>();
    List<Trial> delayed = new ArrayList<>();
    for (Setting setting : LINES) {
      List<Trial> trials = trials(setting).all();
      all.addAll(trials);
      if (!DELAYED.contains(setting)) {
        delayed.addAll(trials);
      }
    }
    Trials offsets = new Trials(delayed);
    Trials rates = new Trials(all);
    page.paragraph(
        "The true rate lies within the stated 95 %% interval in %d of %d cases, the true offset in %d of %d (those whose path has a defined delay); the goal is 90 to 99 %% over at least 200 cases."
            .formatted(
                rates.covered(Trial::rateError, Trial::rateUncertainty95),
                rates.count(),
                offsets.covered(Trial::offsetError, Trial::offsetUncertainty95),
                offsets.count()));
  }

  private void others() {
    page.heading(2, "Drift, dropped blocks and unrelated pairs");
    Trials ramp = trials(Setting.RAMP);
    Trials swing = trials(Setting.SWING);
    Trials dropped = trials(Setting.DROPPED);
    Trials strangers = trials(Setting.UNRELATED);
    Trials noisy = trials(Setting.NOISY);
    Trials coloured = trials(Setting.SYMMETRIC_NOISY);
    page.table(
        List.of("setting", "cases", "figure, median / worst"),
        List.of(
            List.of(
                "`RAMP`: 20 ppm over five minutes",
                "" + ramp.count(),
                pair(ramp, t -> 1e6 * t.largestError(), "%.2f") + " µs"),
            List.of(
                "`SWING`: ±30 µs with a period of 20 s",
                "" + swing.count(),
                pair(swing, t -> 1e6 * t.largestError(), "%.2f") + " µs"),
            List.of(
                "`DROPPED`: 1,024 frames missing during sound",
                "" + dropped.count(),
                pair(dropped, Trial::placeError, "%.4f")
                    + " s; frames off by "
                    + pair(dropped, Trial::lengthError, "%.0f")),
            List.of(
                "`UNRELATED`: other events",
                "" + strangers.count(),
                strangers.count() - strangers.missed() + " false syncs"),
            List.of(
                "`NOISY`, `SYMMETRIC_NOISY`: related, 0 dB",
                "" + (noisy.count() + coloured.count()),
                noisy.missed() + coloured.missed() + " missed")));
  }

  private void tapes() {
    if (wows.isEmpty()) {
      return;
    }
    page.heading(2, "A tape with wow");
    double[] parts = wows.stream().mapToDouble(t -> t.after() / t.before()).sorted().toArray();
    page.paragraph(
        "Wow of 0.5 %% at 0.8 Hz, tracked on a 50 Hz hum 30 dB above the music within 1 Hz of it; %d tapes of one minute of music and speech. Residual speed error relative to the original, root mean square over the whole tape: median %s, worst %s; the goal is 0.1."
            .formatted(
                parts.length,
                digits(parts[parts.length / 2], "%.3f"),
                digits(parts[parts.length - 1], "%.3f")));
  }

  private void hour() {
    if (hour.isEmpty()) {
      return;
    }
    HourTrial trial = hour.get();
    page.heading(2, "Synchronising an hour to an hour");
    page.paragraph(
        "48 kHz, 20 dB on both, from files to a file, `-Xmx1g`, two cores: %s s for the map, %s s including the other recording rendered on the reference's clock (%s s of CPU time); the goal is 180 s. The offset error is %s µs, the rate error %s ppm. The peer, on one core and given the offset, takes %s s for its line, with a rate error of %s ppm."
            .formatted(
                digits(trial.seconds(), "%.0f"),
                digits(trial.allSeconds(), "%.0f"),
                digits(trial.cpuSeconds(), "%.0f"),
                digits(1e6 * Math.abs(trial.offsetError()), "%.4f"),
                digits(Math.abs(trial.rateError()), "%.7f"),
                digits(trial.peerSeconds(), "%.0f"),
                digits(Math.abs(trial.peerRateError()), "%.5f")));
  }

  private Trials trials(Setting setting) {
    return Objects.requireNonNull(results.get(setting));
  }

  private static String pair(Trials trials, ToDoubleFunction<Trial> figure, String pattern) {
    return digits(trials.median(figure), pattern) + " / " + digits(trials.worst(figure), pattern);
  }

  private static String digits(double value, String pattern) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, pattern, value);
  }
}
