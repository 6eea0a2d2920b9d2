package org.sirenaudio.bench.fits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.bench.console.Console;
import org.sirenaudio.bench.console.PositiveInteger;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Fits synthetic signals with the defaults of {@code siren fit} and counts failures. */
@Command(
    name = "signals",
    description = {
      "Fits 200 synthetic signals with the default.",
      "Tones, sweeps, noise, clicks, constants, squares, clipped voices, steps of 60 "
          + "dB; 8 to 192 kHz, 5 ms to 30 s, mono and stereo. Counts those that collapse "
          + "(less than 3 dB) or end in an error; exit code 1 if there is one."
    })
public final class Signals implements Callable<Integer> {

  /** A fit below this has failed. */
  static final double COLLAPSED_DB = 3;

  private static final String LINE = "%4s  %-36s %7s %4s %8s %7s %8s %7s %8s %8s  %s";

  @Option(
      names = "--first",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Number of the first signal (default: ${DEFAULT-VALUE}).")
  private int first = 1;

  @Option(
      names = "--last",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Number of the last signal (default: ${DEFAULT-VALUE}).")
  private int last = SyntheticSignal.COUNT;

  @Option(
      names = "--write",
      paramLabel = "FOLDER",
      description = "Also write each signal as FOLDER/NUMBER.wav, for siren fit.")
  private @Nullable Path folder;

  private Signals() {}

  /** The result of a fit; NaN if there is no figure. */
  record Result(
      double snrDb,
      double betweenDb,
      double worstDb,
      long parameters,
      double seconds,
      String flaw) {

    static Result of(SyntheticSignal.Made sound, FitConfig config) {
      long start = System.nanoTime();
      ClipModel model;
      try {
        model = Fitter.with(config).fit(sound.clip(), progress -> {});
      } catch (RuntimeException e) {
        return new Result(Double.NaN, Double.NaN, Double.NaN, 0, 0, "ERROR: " + e);
      }
      double seconds = 1e-9 * (System.nanoTime() - start);
      FitMetadata facts = FitMetadata.of(model);
      // A constant has no signal besides its offset.
      double snrDb = facts.silent() ? withOffsetDb(sound.clip(), model) : facts.snrDb();
      return new Result(
          snrDb,
          facts.betweenDb(),
          facts.worstWindowDb(),
          model.parameterCount(),
          seconds,
          snrDb >= COLLAPSED_DB ? "" : "COLLAPSED");
    }

    private static double withOffsetDb(Clip clip, ClipModel model) {
      Clip rendered = Renderer.of(model).at(clip.sampleRate());
      ErrorSum errors = new ErrorSum();
      for (int c = 0; c < clip.channels(); c++) {
        errors.add(clip.channel(c), 0, rendered.channel(c), 0, clip.frames());
      }
      return errors.snrDb();
    }
  }

  @Override
  public Integer call() throws IOException {
    if (last < first || last > SyntheticSignal.COUNT) {
      throw new ParameterException(
          new CommandLine(this),
          "signals are numbered 1 to %d, not %d to %d"
              .formatted(SyntheticSignal.COUNT, first, last));
    }
    if (folder != null) {
      Files.createDirectories(folder);
    }
    System.out.printf(
        (LINE + "%n")
            .formatted(
                "no.", "signal", "rate Hz", "ch.", "s", "SNR dB", "between", "worst", "params",
                "fit s", ""));
    int collapsed = 0;
    int errors = 0;
    for (int number = first; number <= last; number++) {
      SyntheticSignal.Made sound = SyntheticSignal.of(number);
      if (folder != null) {
        sound.clip().write(folder.resolve(number + ".wav"), Encoding.FLOAT, true);
      }
      Result result = Result.of(sound, FitConfig.balanced());
      collapsed += result.flaw().equals("COLLAPSED") ? 1 : 0;
      errors += result.flaw().startsWith("ERROR") ? 1 : 0;
      System.out.println(line(sound, result));
    }
    Console.say(
        "%d signals: %d collapsed, %d errors".formatted(last - first + 1, collapsed, errors));
    return collapsed + errors == 0 ? 0 : Console.FAILED;
  }

  private static String line(SyntheticSignal.Made sound, Result result) {
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
