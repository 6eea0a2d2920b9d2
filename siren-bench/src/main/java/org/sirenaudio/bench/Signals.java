package org.sirenaudio.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.fit.FitConfig;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.model.ClipModel;

/** Fits made sounds as {@code siren fit} does when it is told nothing, and counts what fails. */
final class Signals {

  static final String USAGE =
      """
      Usage: siren bench signals [FIRST [LAST]] [--write FOLDER]
      Fits 200 made sounds with the default (tones, sweeps, noise, clicks, constants, squares,
      clipped voices, steps of 60 dB; 8 to 192 kHz, 5 ms to 30 s, mono and stereo) and counts those
      that collapse (less than 3 dB) or end in an error; exit code 1 if there is one. Takes some
      minutes. With numbers, only these sounds.
            --write FOLDER  also write each sound as FOLDER/NUMBER.wav, for siren fit
      """;

  /** Less than this is a fit that has learned nothing worth the name. */
  static final double COLLAPSED_DB = 3;

  private static final String LINE = "%4s  %-36s %7s %4s %8s %7s %8s %7s %8s %8s  %s";

  private Signals() {}

  /** What a fit came to; NaN where there is no figure. */
  record Result(
      double snrDb,
      double betweenDb,
      double worstDb,
      long parameters,
      double seconds,
      String flaw) {

    static Result of(MadeSound.Made sound, FitConfig config) {
      long start = System.nanoTime();
      ClipModel model;
      try {
        model = Fitter.with(config).fit(sound.clip(), progress -> {});
      } catch (RuntimeException e) {
        return new Result(Double.NaN, Double.NaN, Double.NaN, 0, 0, "ERROR: " + e);
      }
      double seconds = 1e-9 * (System.nanoTime() - start);
      double snr = figure(model, "fit.snr_db");
      return new Result(
          snr,
          figure(model, "fit.between_db"),
          figure(model, "fit.worst_window_db"),
          model.parameterCount(),
          seconds,
          snr >= COLLAPSED_DB ? "" : "COLLAPSED");
    }

    private static double figure(ClipModel model, String key) {
      return Double.parseDouble(model.provenance().getOrDefault(key, "NaN"));
    }
  }

  /**
   * Runs the check that the command line asks for.
   *
   * @return how many fits failed
   * @throws IllegalArgumentException if the command line cannot be understood
   */
  static int run(Path root, List<String> words, Consumer<String> say) throws IOException {
    List<String> numbers = new ArrayList<>(words);
    int option = numbers.indexOf("--write");
    Path folder = null;
    if (option >= 0) {
      if (option + 1 == numbers.size()) {
        throw new IllegalArgumentException("--write needs a folder");
      }
      folder = Files.createDirectories(Path.of(numbers.remove(option + 1)));
      numbers.remove(option);
    }
    int first = numbers.isEmpty() ? 1 : number(numbers.getFirst());
    int last =
        numbers.size() > 1 ? number(numbers.get(1)) : numbers.isEmpty() ? MadeSound.COUNT : first;
    if (numbers.size() > 2 || last < first) {
      throw new IllegalArgumentException("signals takes FIRST and LAST, in this order");
    }
    System.out.printf(
        (LINE + "%n")
            .formatted(
                "no.", "sound", "rate Hz", "ch.", "s", "SNR dB", "between", "worst", "params",
                "fit s", ""));
    int collapsed = 0;
    int errors = 0;
    for (int number = first; number <= last; number++) {
      MadeSound.Made sound = MadeSound.of(number);
      if (folder != null) {
        sound.clip().write(folder.resolve(number + ".wav"), Encoding.FLOAT, true);
      }
      Result result = Result.of(sound, FitConfig.balanced());
      collapsed += result.flaw().equals("COLLAPSED") ? 1 : 0;
      errors += result.flaw().startsWith("ERROR") ? 1 : 0;
      System.out.println(line(sound, result));
    }
    say.accept("%d sounds: %d collapsed, %d errors".formatted(last - first + 1, collapsed, errors));
    return collapsed + errors;
  }

  private static int number(String word) {
    if (!word.matches("\\d{1,4}")
        || Integer.parseInt(word) < 1
        || Integer.parseInt(word) > MadeSound.COUNT) {
      throw new IllegalArgumentException(
          "sounds are numbered from 1 to " + MadeSound.COUNT + ", not " + word);
    }
    return Integer.parseInt(word);
  }

  private static String line(MadeSound.Made sound, Result result) {
    return LINE.formatted(
            sound.number(),
            sound.name(),
            Math.round(sound.clip().sampleRate()),
            sound.clip().channels(),
            fixed(sound.clip().seconds(), 3),
            fixed(result.snrDb(), 1),
            fixed(result.betweenDb(), 1),
            fixed(result.worstDb(), 1),
            result.parameters(),
            fixed(result.seconds(), 2),
            result.flaw())
        .stripTrailing();
  }

  private static String fixed(double value, int digits) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "–";
  }
}
