package org.sirenaudio.bench.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.bench.console.Checkout;
import org.sirenaudio.bench.console.Console;
import org.sirenaudio.bench.console.PositiveInteger;
import org.sirenaudio.bench.page.PageFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Synchronises synthetic pairs and compares the errors with the bound, the peer and the goals. */
@Command(
    name = "sync",
    description = {
      "Evaluates synchronisation on pairs with known clocks.",
      "Pairs are spliced from Bach and Counting (../shared/data beside the checkout) and"
          + " examples/speech.wav, with fixed seeds, and resampled to other clocks by exact maps."
          + " The figures of every pair are appended to a file, so that hours of work can be done"
          + " in parts; the page covers all of them."
    })
public final class SyncFigures implements Callable<Integer> {

  private static final int QUICK_CASES = 4;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Only these settings: ${COMPLETION-CANDIDATES}.")
  private List<Setting> only = List.of(Setting.values());

  @Option(
      names = "--cases",
      paramLabel = "N",
      description = "Pairs per setting; 0 to rewrite only the page (default: ${DEFAULT-VALUE}).")
  private int cases = 40;

  @Option(
      names = "--first",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Number of the first pair (default: ${DEFAULT-VALUE}).")
  private int first = 1;

  @Option(
      names = "--tapes",
      paramLabel = "N",
      description = "Number of tapes with wow and hum, 0 for none (default: ${DEFAULT-VALUE}).")
  private int tapes = 40;

  @Option(
      names = "--hour",
      description =
          "Also synchronise one hour to one hour, with files of 350 MB in"
              + " siren-bench/target/sync-hour; creating and measuring them takes a few minutes"
              + " each.")
  private boolean hour;

  @Option(names = "--quick", description = "Four pairs per setting.")
  private boolean quick;

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "File of results, one line per pair (default: ${DEFAULT-VALUE}).")
  private Path results = Checkout.file("siren-bench/target/sync-figures.csv");

  @Mixin private final PageFile output = new PageFile("docs/sync-figures.md");

  private SyncFigures() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    output.requireWritable();
    Files.createDirectories(results.toAbsolutePath().getParent());
    Results measured = new Results(results);
    int count = quick ? Math.min(cases, QUICK_CASES) : cases;
    Material material = material(Material.USUAL_STEP);
    for (int number = first; number < first + count; number++) {
      for (Setting setting : only) {
        if (measured.has(setting, number)) {
          continue;
        }
        Pair pair = setting.pair(material, number);
        Trial trial = Trial.of(pair, setting.bounded());
        measured.add(setting, number, trial);
        Console.say(line(setting, number, trial));
      }
    }
    for (int number = 1; number <= (quick ? Math.min(tapes, QUICK_CASES) : tapes); number++) {
      if (measured.hasTape(number)) {
        continue;
      }
      WowTrial trial = WowTrial.of(material, number);
      measured.add(number, trial);
      Console.say(
          "tape %d: speed off by %.3f %%, then %.4f %%"
              .formatted(number, 100 * trial.before(), 100 * trial.after()));
    }
    if (hour) {
      measured.add(
          HourTrial.of(material(HourTrial.STEP), Checkout.file("siren-bench/target/sync-hour")));
    }
    output.write(SyncPage.of(measured));
    return 0;
  }

  private static Material material(double step) throws IOException {
    return new Material(
        List.of(
            Clip.read(Checkout.file("../shared/data/gt_bach.wav")),
            Clip.read(Checkout.file("../shared/data/gt_counting.wav")),
            Clip.read(Checkout.file("examples/speech.wav"))),
        step);
  }

  private static String line(Setting setting, int number, Trial trial) {
    return String.format(
        Locale.ROOT,
        "%s %d: offset %.3f µs, rate %.4f ppm, largest %.2f µs, %.1f s",
        setting,
        number,
        1e6 * trial.offsetError(),
        trial.rateError(),
        1e6 * trial.largestError(),
        trial.seconds());
  }
}
