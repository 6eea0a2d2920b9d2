package org.sirenaudio.cli.resample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.cli.console.EncodingOptions;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.OutputKind;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.OverwriteOption;
import org.sirenaudio.cli.console.ProgressOptions;
import org.sirenaudio.cli.console.RecordingOptions;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.SoundText;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.fit.Baselines;
import org.sirenaudio.cli.fit.CheckpointOptions;
import org.sirenaudio.cli.fit.FitInput;
import org.sirenaudio.cli.fit.FitJob;
import org.sirenaudio.cli.fit.FitOutputs;
import org.sirenaudio.cli.fit.FitSession;
import org.sirenaudio.cli.fit.FitSummary;
import org.sirenaudio.cli.fit.GridRendering;
import org.sirenaudio.cli.picture.PictureFormat;
import org.sirenaudio.cli.picture.PlotOptions;
import org.sirenaudio.cli.render.RenderedSpan;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.command.MissingOptions;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.render.Decimation;
import org.sirenaudio.render.Renderer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren upsample}: fits and renders at a higher rate. */
@Command(
    name = "upsample",
    description = {
      "Fits a recording and renders it at a higher rate, in one step.",
      "Interpolation is accurate up to 0.495 of the recording's rate (0.48 for "
          + "components much weaker than the rest); tones above leave an image of -30 dB or "
          + "more."
    },
    sortOptions = false)
public final class UpsampleCommand implements Callable<Integer> {

  private final Streams streams;
  private final Interrupt interrupt;

  @Parameters(paramLabel = "IN", description = "A sound file, or - for standard input.")
  private @Nullable Path input;

  @ArgGroup(multiplicity = "1")
  private @Nullable Target target;

  /** The rate, in one of two forms. */
  private static final class Target {
    @Option(
        names = "--factor",
        paramLabel = "FACTOR",
        converter = Factor.Converter.class,
        description = "Multiply the sample rate by this number above 1, such as 2, 1.5 or 4/3.")
    private @Nullable Factor factor;

    @Option(
        names = {"-r", "--rate"},
        paramLabel = "HZ",
        description = "The new rate in Hz, the recording's or a higher one.")
    private @Nullable Double rate;

    @Option(
        names = "--evaluate",
        paramLabel = "FACTOR",
        converter = Factor.WholeConverter.class,
        description =
            "Evaluate the method on this recording: fit every FACTOR-th frame, render all, "
                + "and compare with windowed-sinc, cubic and linear interpolation of the same "
                + "frames. Writes sound only with -o.")
    private @Nullable Integer evaluate;
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description =
          "The file to write, .wav, .flac, .mp3, .opus or .m4a, or - for WAV on stdout;"
              + " NAME-RATE.wav otherwise.")
  private @Nullable Path output;

  @Mixin private OverwriteOption overwrite = new OverwriteOption();
  @Mixin private RecordingOptions recordings = new RecordingOptions();
  @Mixin private EncodingOptions encoding = new EncodingOptions();
  @Mixin private PlotOptions plots = new PlotOptions();
  @Mixin private FitOptions options = new FitOptions();
  @Mixin private CheckpointOptions checkpoints = new CheckpointOptions();
  @Mixin private MissingOptions missing = new MissingOptions();
  @Mixin private ReportOptions report = new ReportOptions();
  @Mixin private ProgressOptions progress = new ProgressOptions();

  public UpsampleCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Override
  public Integer call() throws IOException {
    FitConfig config = options.config();
    Integer evaluate = Objects.requireNonNull(target).evaluate;
    if (output != null) {
      OutputKind.SOUND.require(output);
    }
    Path in = Objects.requireNonNull(input);
    Path plot = plots.file(null);
    return evaluate == null
        ? upsample(
            FitInput.RecordedInput.read(
                in,
                missing,
                config,
                streams,
                (recording, gaps) -> recordings.open(recording, gaps, streams, report)),
            config,
            plot)
        : evaluate(recordings.open(in, streams, report), evaluate, plot);
  }

  private int upsample(FitInput shown, FitConfig config, @Nullable Path plot) throws IOException {
    Path in = Objects.requireNonNull(input);
    ClipSource clip = shown.clip();
    double rate = rate(clip);
    Path out = output != null ? output : Outputs.sibling(in, "-" + SoundText.rate(rate) + ".wav");
    // Rejected before time is spent on a fit.
    encoding.format(rate, clip.channels()).requireFor(out);
    FitOutputs outputs =
        new FitOutputs(checkpoints.of(out, report), overwrite.given(), streams)
            .with(FitOutputs.RENDERING, out)
            .with(FitOutputs.PLOT, plot)
            .checked(in);
    GridRendering grid =
        new GridRendering(clip, null, encoding, false, plot != null || shown.isPartial());
    FitSession session = job(config).run(shown, outputs, grid, state -> {});
    Renderer renderer = Renderer.of(session.model()).threads(config.threadCount());
    long clipped =
        RenderedSpan.whole(renderer, rate)
            .write(encoding, out, outputs.replaceable(out), streams, interrupt);
    outputs.record();
    outputs.draw(session, StandardStream.name(in), grid, config.threadCount());
    Baselines filled = shown.missing(session, grid);
    outputs.end(session);
    FitSummary summary =
        new FitSummary(session, StandardStream.name(in), outputs.files(), clipped, filled, null);
    report.print(
        StandardStream.is(out) ? streams.err() : streams.out(), summary::json, summary::text);
    return session.exitCode();
  }

  private static Map<String, Path> evaluated(@Nullable Path out, @Nullable Path plot) {
    Map<String, Path> files = new LinkedHashMap<>();
    if (out != null) {
      files.put(FitOutputs.RENDERING, out);
    }
    if (plot != null) {
      files.put(FitOutputs.PLOT, plot);
    }
    return files;
  }

  private int evaluate(ClipSource source, int factor, @Nullable Path plot) throws IOException {
    if (missing.given()) {
      throw new IllegalArgumentException("--evaluate chooses the frames; omit --gap and --drop");
    }
    Path sound = output;
    if (sound != null && StandardStream.is(sound)) {
      throw new IllegalArgumentException("with --evaluate, -o must be a file");
    }
    Map<String, Path> files = evaluated(sound, plot);
    if (sound != null) {
      encoding.format(source.sampleRate(), source.channels()).requireFor(sound);
    }
    Outputs.check(
        List.of(Objects.requireNonNull(input)), files.values(), file -> overwrite.given());
    Clip clip = source.slice(0, source.frames()).withMetadata(source.metadata());
    DecimationEvaluation result =
        DecimationEvaluation.of(clip, factor, job(options.ofKeptFrames())::run);
    String name = StandardStream.name(Objects.requireNonNull(input));
    Clip rendered = result.rendered().withMetadata(clip.metadata());
    long clipped = sound == null ? 0 : encoding.write(rendered, sound, overwrite.given(), streams);
    if (plot != null) {
      byte[] picture = result.picture(name, PictureFormat.of(plot));
      Outputs.write(plot, picture, overwrite.given());
    }
    report.print(
        streams.out(), () -> result.json(files, clipped), () -> result.text(name, clipped));
    return result.session().exitCode();
  }

  private FitJob job(FitConfig config) {
    return new FitJob(
        config,
        options.keepsPoor(),
        progress.mode(report),
        streams,
        report.unlessQuiet(streams.err()),
        interrupt);
  }

  private double rate(ClipSource clip) {
    Target wanted = Objects.requireNonNull(target);
    double from = clip.sampleRate();
    if (wanted.rate == null) {
      return Objects.requireNonNull(wanted.factor).times(from);
    }
    if (Decimation.lowers(wanted.rate, from)) {
      throw new IllegalArgumentException(
          "--rate %1$s is below the recording's %2$s Hz; use siren downsample, or siren fit and then siren render -r %1$s"
              .formatted(SoundText.rate(wanted.rate), SoundText.rate(from)));
    }
    return wanted.rate;
  }
}
