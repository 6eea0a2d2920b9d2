package org.sirenaudio.bench.fits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.bench.console.Checkout;
import org.sirenaudio.bench.console.Console;
import org.sirenaudio.bench.console.TemporaryFolder;
import org.sirenaudio.bench.page.Machine;
import org.sirenaudio.bench.page.Markdown;
import org.sirenaudio.bench.page.Numbers;
import org.sirenaudio.bench.page.PageFile;
import org.sirenaudio.bench.timing.Peer;
import org.sirenaudio.bench.timing.PeerException;
import org.sirenaudio.bench.timing.Peers;
import org.sirenaudio.bench.work.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits a few recordings in many configurations and writes the page that compares them. */
@Command(
    name = "training",
    description = {
      "Fits recordings in many configurations and writes docs/training.md.",
      "Each fit is a fresh process. Takes about a quarter of an hour on an otherwise idle machine."
          + " Bach and Counting are skipped if ../shared/data beside the checkout is missing."
    })
public final class Training implements Callable<Integer> {

  private static final double QUICK = 0.1;

  /** The published SNR of the official recipe on Bach, and its steps and points per step. */
  private static final double REPORTED_DB = 36.2;

  private static final int REPORTED_STEPS = 38_000;
  private static final Workload REPORTED = new Workload(Workload.USUAL_LAYERS, 256, 8192);

  private static final String COLLAPSE =
      "One network of 4 × 64 on a quarter of a second of speech.wav, all samples at every step,"
          + " trained by Adam at constant rates, without the rollback of `siren fit`. *First layer"
          + " moved* is the change of its phases at the window's ends, *hidden weights* their root"
          + " mean square times omega0 times the square root of the number of inputs (√2 at the"
          + " start), *last weights* the same without omega0. If the hidden layers' steps are too"
          + " long, their weights grow tenfold within ten steps and then without bound: the outputs"
          + " of their sines turn to noise, and the last layer, which cannot use noise, shrinks, so"
          + " that the output becomes silence. First-layer steps that are too long cost decibels,"
          + " but later layers adapt.";

  private static final List<String> HEADER =
      List.of(
          "no.",
          "fit",
          "windows",
          "mean length",
          "parameters",
          "time",
          "on the grid",
          "between",
          "worst window",
          "DCT / with positions");

  /**
   * @param file relative to the checkout
   * @param share of the times in {@link Ablation}
   */
  private record TestRecording(String name, String file, double share, boolean published) {}

  private static final List<TestRecording> RECORDINGS =
      List.of(
          new TestRecording("Bach", "../shared/data/gt_bach.wav", 1, true),
          new TestRecording("Counting", "../shared/data/gt_counting.wav", 1, false),
          new TestRecording("speech.wav", "examples/speech.wav", 0.25, false));

  @Option(names = "--quick", description = "Use a tenth of each time.")
  private boolean quick;

  @Mixin private final PageFile output = new PageFile("docs/training.md");

  private final Markdown page = new Markdown();

  private Training() {}

  @Override
  public Integer call() throws IOException {
    output.requireWritable();
    int failed = 0;
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      page.heading(1, "Training")
          .paragraph(
              "Written by `./siren bench training%s`; all figures below are from that run."
                  .formatted(quick ? " --quick" : ""))
          .table(List.of("machine", ""), Machine.facts());
      page.paragraph(
          "SNR reached within 1 s, 2 s and so on: [budgets.md](budgets.md).\n\n"
              + "![SNR against the budget](budgets.png)");
      for (TestRecording recording : RECORDINGS) {
        Path file = Checkout.file(recording.file());
        page.heading(2, recording.name());
        if (Files.isReadable(file)) {
          failed += compare(recording, file, folder.path());
        } else {
          String line = "Skipped: there is no " + recording.file() + ".";
          Console.say(recording.name() + ": " + line);
          page.paragraph(line);
        }
      }
      page.heading(2, "A collapse, step by step").paragraph(COLLAPSE);
      Collapse.write(Checkout.file("examples/speech.wav"), page);
      page.heading(2, "How it is measured").paragraph(method());
      output.write(page.toString());
      return failed == 0 ? 0 : Console.FAILED;
    }
  }

  /** One recording in all configurations; returns the number of failures. */
  private int compare(TestRecording recording, Path file, Path folder) throws IOException {
    Clip clip = Clip.read(file);
    DctControl control = DctControl.of(clip);
    SequencedMap<Ablation, ColdFit> fits = new LinkedHashMap<>();
    for (Ablation way : Ablation.ALL) {
      if (way.kind() == Ablation.Kind.OFFICIAL && !recording.published()) {
        continue;
      }
      String options = way.options(recording.share() * (quick ? QUICK : 1));
      ColdFit fit = ColdFit.run(file, options, folder);
      Console.say(
          "%s, %s: %s".formatted(recording.name(), way.name(), decibels(fit.figure("snrDb"))));
      fits.put(way, fit);
    }
    page.paragraph(
        "%.1f s at %.0f Hz, %s samples."
            .formatted(
                clip.seconds(),
                clip.sampleRate(),
                Numbers.count((long) clip.frames() * clip.channels())));
    List<List<String>> rows = new ArrayList<>();
    fits.forEach((way, fit) -> rows.add(row(rows.size() + 1, way, fit, control)));
    page.table(HEADER, rows);
    fits.forEach(
        (way, fit) -> {
          if (!fit.flaw().isEmpty()) {
            page.paragraph(way.name() + ": " + fit.flaw());
          }
        });
    String plain = recording.name().toLowerCase(Locale.ROOT).replace(".wav", "");
    picture(plain, "SNR", TrainingPlots.bars(recording.name(), List.copyOf(fits.values())));
    if (recording.published()) {
      overTime(recording, plain, fits);
    }
    return (int) fits.values().stream().filter(fit -> !fit.flaw().isEmpty()).count();
  }

  private static List<String> row(int number, Ablation way, ColdFit fit, DctControl control) {
    double windows = fit.figure("windows");
    double length = fit.figure("frames") / fit.figure("sampleRate") / windows;
    double parameters = fit.figure("parameters");
    boolean any = way.kind() == Ablation.Kind.SHORT && fit.flaw().isEmpty();
    return List.of(
        Integer.toString(number),
        way.name(),
        Double.isNaN(windows) ? "–" : Numbers.count((long) windows),
        Double.isNaN(length) ? "–" : Numbers.seconds(length),
        Double.isNaN(parameters) ? "–" : Numbers.count((long) parameters),
        fit.flaw().isEmpty() ? Numbers.seconds(fit.figure("seconds")) : "–",
        decibels(fit.figure("snrDb")),
        decibels(fit.figure("betweenDb")),
        decibels(fit.figure("worstWindowDb")),
        any ? kept(control, parameters) + " / " + kept(control, parameters / 2) : "");
  }

  /** A clip has about as many coefficients as samples. */
  private static String kept(DctControl control, double coefficients) {
    double db = control.db((long) coefficients);
    return db == Double.POSITIVE_INFINITY ? "exact" : decibels(db);
  }

  private void overTime(TestRecording recording, String plain, SequencedMap<Ablation, ColdFit> fits)
      throws IOException {
    SequencedMap<String, List<double[]>> curves = new LinkedHashMap<>();
    fits.forEach(
        (way, fit) -> {
          if (List.of(Ablation.PAPER, Ablation.SINGLE, Ablation.QUARTERS, Ablation.ANY)
              .contains(way)) {
            curves.put(way.name(), fit.curve());
          }
        });
    page.heading(3, "SNR over time, compared with the official recipe");
    picture(plain + "-time", "SNR over time", TrainingPlots.curves(recording.name(), curves));
    page.paragraph(timeToReported(fits));
  }

  /** The speed-up over the official recipe in PyTorch. */
  private String timeToReported(SequencedMap<Ablation, ColdFit> fits) {
    double atQuarters = soonest(fits, Ablation.Kind.LONG);
    double atAny = soonest(fits, Ablation.Kind.SHORT);
    String ours =
        "The shortest fit above that ends at %.1f dB or more takes %s with windows of at least a "
                .formatted(REPORTED_DB, orNone(atQuarters))
            + "quarter of a second, %s with windows of any length.".formatted(orNone(atAny));
    int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
    try (Peer torch = Peers.torch(threads)) {
      Console.say("a step of the official recipe in PyTorch");
      torch.step(REPORTED, quick ? 1 : 3);
      double step = torch.step(REPORTED, quick ? 2 : 10);
      double whole = step * REPORTED_STEPS;
      return ("The official recipe is reported to reach %.1f dB after %s steps of %s points. "
                  .formatted(
                      REPORTED_DB, Numbers.count(REPORTED_STEPS), Numbers.count(REPORTED.frames()))
              + "One such step takes %s here in %s on %d threads, all of them %s s. "
                  .formatted(
                      Numbers.seconds(step),
                      torch.description(),
                      threads,
                      Numbers.count(Math.round(whole)))
              + ours)
          + " That is %s faster with the longer windows, %s faster with any."
              .formatted(ratio(whole, atQuarters), ratio(whole, atAny));
    } catch (PeerException e) {
      return ours + " PyTorch's time is missing: " + e.getMessage() + ".";
    }
  }

  /** Minimum time of a fit of a kind that reaches the published SNR; NaN if none does. */
  private static double soonest(SequencedMap<Ablation, ColdFit> fits, Ablation.Kind kind) {
    return fits.entrySet().stream()
        .filter(e -> e.getKey().kind() == kind && e.getValue().figure("snrDb") >= REPORTED_DB)
        .mapToDouble(e -> e.getValue().figure("seconds"))
        .min()
        .orElse(Double.NaN);
  }

  private static String orNone(double seconds) {
    return Double.isNaN(seconds) ? "no time (none does)" : Numbers.seconds(seconds);
  }

  private static String ratio(double whole, double seconds) {
    return Double.isNaN(seconds) ? "–" : Numbers.digits(whole / seconds) + " times";
  }

  private void picture(String name, String what, byte[] png) throws IOException {
    String file = "training-" + name + ".png";
    output.writeBeside(file, png);
    page.paragraph("![%s](%s)".formatted(what, file));
  }

  private static String decibels(double db) {
    return Double.isFinite(db) ? Numbers.decibels(db) : "–";
  }

  private static String method() {
    StringBuilder ways = new StringBuilder();
    for (Ablation way : Ablation.ALL) {
      String options = way.options(1);
      ways.append("; ").append(way.name()).append(": ");
      ways.append(options.isEmpty() ? "none" : "`" + options + "`");
    }
    return """
    Every fit is `siren fit` in a separate process with a cold JVM; the time is that of fitting \
    alone. SNR is that of the written model over all frames: on the grid, 0.382 and 0.854 of the \
    way between the samples relative to the band-limited interpolation, and in the worst window \
    above −60 dBFS. SNR over time is the training SNR. speech.wav has a quarter of the times. \
    The DCT is the baseline: the better of a block DCT of %d and an MDCT with a sine window, \
    keeping as many of the largest coefficients as the model has parameters, or half as many if \
    their positions count as parameters too. Windows shorter than its blocks amount to a local \
    code, so their SNR says little about networks on long windows. The options%s.\
    """
        .formatted(DctControl.BLOCK, ways.replace(0, 1, ":"));
  }
}
