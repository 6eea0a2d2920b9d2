package org.sirenaudio.cli.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.cli.console.EncodingOptions;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.OutputKind;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.OverwriteOption;
import org.sirenaudio.cli.console.RecordingOptions;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.SoundText;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.picture.PictureFormat;
import org.sirenaudio.cli.picture.PlotOptions;
import org.sirenaudio.cli.picture.WowPicture;
import org.sirenaudio.cli.render.RenderedSpan;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.InterruptedCommandException;
import org.sirenaudio.command.Json;
import org.sirenaudio.command.ThreadsOption;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.Figure;
import org.sirenaudio.error.InterruptedWorkException;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.sync.PilotTone;
import org.sirenaudio.sync.WowFlutter;
import org.sirenaudio.time.CubicMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren unwow}: removes wow from tape and vinyl recordings. */
@Command(
    name = "unwow",
    description = {
      "Removes wow from a recording that contains a tone which should be constant.",
      "The phase of such a tone (mains hum, a pilot, a bias tone) gives the true time, at which the"
          + " recording is resampled. Wow (0.2 to 6 Hz) and flutter (6 to 200 Hz) are reported as"
          + " the 2-sigma values of IEC 60386, unweighted: before, those of the tone itself; after,"
          + " those that the noise around the tone is expected to leave within the band.",
      "A tone only resolves modulation up to a fraction of its frequency. If it is tracked within"
          + " B Hz (--band), speed variations slower than two thirds of B are removed, and those"
          + " faster than four thirds of B remain. A 50 Hz hum tracked within 1.25 Hz resolves the"
          + " wow of a turntable or tape up to 0.8 Hz, but no fast flutter; a wider band (at most a"
          + " quarter of the tone) also picks up more of the music around it."
    },
    sortOptions = false)
public final class UnwowCommand implements Callable<Integer> {

  private final Streams streams;
  private final Interrupt interrupt;

  @Parameters(paramLabel = "RECORDING", description = "A sound file, or - for standard input.")
  private @Nullable Path input;

  @Option(
      names = "--tone",
      required = true,
      paramLabel = "HZ",
      description =
          "The tone's nominal frequency, such as 50 or 3150; it is searched for within 4 %%.")
  private double tone;

  @Option(
      names = "--band",
      paramLabel = "HZ",
      description =
          "Modulation bandwidth to track, in Hz; by default a fortieth of the tone, at most 200 Hz.")
  private @Nullable Double band;

  @Mixin private RecordingOptions recordings = new RecordingOptions();
  @Mixin private EncodingOptions encoding = new EncodingOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description =
          "The file to write, .wav, .flac, .mp3, .opus or .m4a; NAME-unwow.wav otherwise. The map"
              + " goes beside it as .csv.")
  private @Nullable Path output;

  @Mixin private PlotOptions plots = new PlotOptions();
  @Mixin private OverwriteOption overwrite = new OverwriteOption();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private ReportOptions report = new ReportOptions();

  public UnwowCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Override
  public Integer call() throws IOException {
    Path in = Objects.requireNonNull(input);
    Path out =
        output != null ? OutputKind.SOUND.require(output) : Outputs.sibling(in, "-unwow.wav");
    Path csv = Outputs.sibling(out, ".csv");
    Path plot = plots.file(Outputs.sibling(out, ".png"));
    List<Path> files = new ArrayList<>(List.of(out, csv));
    if (plot != null) {
      files.add(plot);
    }
    Outputs.check(List.of(in), files, file -> overwrite.given());
    ClipSource clip = recordings.open(in, streams, report);
    double wanted = band != null ? band : PilotTone.usualBand(tone);
    PilotTone before = followed(in, clip, wanted);
    Renderer renderer = Renderer.of(clip).on(before.toRecording()).threads(threads.count());
    double rate = Math.max(1, Math.rint(clip.sampleRate()));
    RenderedSpan sound = RenderedSpan.whole(renderer, rate);
    long clipped = sound.write(encoding, out, overwrite.given(), streams, interrupt);
    Outputs.write(csv, csv(before).getBytes(StandardCharsets.UTF_8), overwrite.given());
    if (plot != null) {
      PilotTone after = followed(out, renderer.source(rate), wanted);
      WowPicture picture = new WowPicture(String.valueOf(in.getFileName()), before, after);
      Outputs.draw(plot, () -> picture.bytes(PictureFormat.of(plot)), overwrite.given(), streams);
    }
    report.print(
        streams.out(),
        () -> json(out, csv, plot, sound.span().frames(), clipped, before),
        () -> text(out, before) + SoundText.clipped(clipped));
    return ExitCode.DONE;
  }

  private PilotTone followed(Path name, ClipSource clip, double wanted) throws IOException {
    interrupt.stops(Thread.currentThread()::interrupt);
    try {
      return PilotTone.of(clip, tone, wanted, threads.count());
    } catch (BadDataException e) {
      throw new BadDataException(name + ": " + e.getMessage(), e);
    } catch (InterruptedWorkException e) {
      InterruptedCommandException end =
          new InterruptedCommandException("interrupted while following the tone");
      end.initCause(e);
      throw end;
    }
  }

  /** In the format of siren warp {@code --warp}, with the speed deviation added. */
  private static String csv(PilotTone tone) {
    StringBuilder text = new StringBuilder("output_seconds,recording_seconds,speed_deviation\n");
    double[] truth = ((CubicMap) tone.toRecording()).from();
    for (int i = 0; i < truth.length; i++) {
      text.append(
          String.format(
              Locale.ROOT, "%.9f,%.9f,%.7f%n", truth[i], tone.seconds()[i], tone.deviation()[i]));
    }
    return text.toString();
  }

  private static String text(Path out, PilotTone before) {
    WowFlutter was = before.wowFlutter();
    WowFlutter is = before.remaining();
    String flutter =
        Double.isNaN(was.flutterPercent())
            ? ""
            : ", flutter %s %% to %s %%"
                .formatted(
                    Figure.fixed(was.flutterPercent(), 4), Figure.fixed(is.flutterPercent(), 4));
    return "%s: wow %s %% to %s %%%s (up to %s Hz), mean speed %s %% off before; tone %s above its surroundings"
        .formatted(
            out,
            Figure.fixed(was.wowPercent(), 4),
            Figure.fixed(is.wowPercent(), 4),
            flutter,
            Figure.of(before.band()),
            Figure.fixed(100 * before.meanDeviation(), 4),
            Figure.decibels(before.aboveDb()));
  }

  private static String json(
      Path out, Path csv, @Nullable Path plot, long frames, long clipped, PilotTone before) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("output", out.toString());
    all.put("map", csv.toString());
    if (plot != null) {
      all.put("plot", plot.toString());
    }
    all.put("frames", frames);
    all.put("clippedSamples", clipped);
    all.put("toneHz", before.hertz());
    all.put("bandHz", before.band());
    all.put("toneAboveDb", before.aboveDb());
    all.put("meanDeviationPercent", 100 * before.meanDeviation());
    all.put("wowPercentBefore", before.wowFlutter().wowPercent());
    all.put("wowPercentAfter", before.remaining().wowPercent());
    all.put("flutterPercentBefore", before.wowFlutter().flutterPercent());
    all.put("flutterPercentAfter", before.remaining().flutterPercent());
    return Json.object(all);
  }
}
