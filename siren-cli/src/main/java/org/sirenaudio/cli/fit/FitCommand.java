package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.audio.WavFormat;
import org.sirenaudio.audio.WavWriter;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.ProgressOptions;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.picture.FitPicture;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.TrainingSet;
import org.sirenaudio.render.Renderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren fit}: from a recording to a model, its rendering and a picture. */
@Command(
    name = "fit",
    description = {
      "Fits a recording.",
      "Leaves beside it the model (NAME.safetensors), its rendering as 32-bit float"
          + " (NAME.siren.wav) and a picture of both (NAME.siren.png)."
    },
    sortOptions = false)
public final class FitCommand implements Callable<Integer> {

  /** A longer rendering is not held in memory. */
  private static final long IN_MEMORY_SAMPLES = 1 << 25;

  /** Frames that are rendered and written at a time. */
  private static final int BLOCK = 1 << 20;

  private final Streams streams;
  private final Interrupt interrupt;

  @Parameters(
      paramLabel = "IN",
      description =
          "A WAV, AIFF or AU file, - for stdin, or a CSV file of time in seconds and value at"
              + " uneven instants.")
  private @Nullable Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "MODEL",
      description =
          "Where to write the model; the other files go beside it. With - it goes to stdout, alone.")
  private @Nullable Path output;

  @Option(
      names = {"-y", "--overwrite"},
      description = "Replace files that exist.")
  private boolean overwrite;

  @Mixin private FitOptions options = new FitOptions();
  @Mixin private CheckpointOptions checkpoints = new CheckpointOptions();
  @Mixin private MissingOptions missing = new MissingOptions();

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      description = "With a CSV file: the rate in Hz whose half is the sound's highest frequency.")
  private @Nullable Double rate;

  @Option(names = "--no-rendering", description = "Do not write the rendering.")
  private boolean noRendering;

  @Option(names = "--no-picture", description = "Do not write the picture.")
  private boolean noPicture;

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  private boolean json;

  @Mixin private ProgressOptions progress = new ProgressOptions();

  public FitCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Override
  public Integer call() throws IOException {
    FitConfig config = options.config();
    Path in = java.util.Objects.requireNonNull(input);
    Path model = output != null ? output : Outputs.sibling(in, ".safetensors");
    Map<String, Path> files = new LinkedHashMap<>();
    boolean piped = StandardStream.is(model);
    if (!piped) {
      files.put("model", model);
      if (!noRendering) {
        files.put("rendering", Outputs.sibling(model, ".siren.wav"));
      }
      if (!noPicture) {
        files.put("picture", Outputs.sibling(model, ".siren.png"));
      }
    }
    FitInput shown = FitInput.read(in, rate, missing, config, streams);
    Outputs.check(List.copyOf(files.values()), overwrite);
    FitSession session =
        FitSession.run(
            shown.clip(),
            shown.set() == null ? TrainingSet.all(shown.clip()) : shown.set(),
            config,
            checkpoints.of(model, overwrite),
            CheckpointOptions.resumed(model, progress.quiet(), streams),
            progress.mode(),
            streams,
            json || progress.quiet() || piped ? streams.err() : streams.out(),
            interrupt);
    if (piped) {
      session.model().write(streams.out());
    } else {
      Outputs.write(model, () -> session.model().write(model, overwrite));
    }
    if (files.containsKey("rendering") || files.containsKey("picture")) {
      renderAndDraw(session, config, in, files);
    }
    session.end(streams);
    Baselines filled = shown.missing(session);
    FitSummary summary = new FitSummary(session, StandardStream.name(in), files, filled);
    PrintStream results = piped ? streams.err() : streams.out();
    if (json) {
      results.println(summary.json());
    } else if (!progress.quiet()) {
      results.println(summary.text());
    }
    return session.interrupted() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private void renderAndDraw(FitSession session, FitConfig config, Path in, Map<String, Path> files)
      throws IOException {
    Renderer renderer = Renderer.of(session.model()).threads(config.threadCount());
    double rate = session.clip().sampleRate();
    // WAV holds whole rates only; a clip from AIFF may have another.
    double whole = Math.rint(rate);
    ClipSource rendered = renderer.source(rate);
    boolean small = (long) rendered.frames() * rendered.channels() <= IN_MEMORY_SAMPLES;
    if (small) {
      rendered = renderer.at(rate);
    }
    Path rendering = files.get("rendering");
    if (rendering != null) {
      ClipSource written = rate == whole ? rendered : renderer.source(whole);
      write(written, rendering);
      if (!small && rate == whole) {
        rendered = ClipSource.open(rendering);
      }
    }
    draw(session, rendered, in, files);
  }

  private void write(ClipSource sound, Path file) throws IOException {
    WavFormat format = WavFormat.of(sound.sampleRate(), sound.channels(), Encoding.FLOAT);
    Outputs.write(
        file,
        () -> {
          try (WavWriter writer = WavWriter.to(file, format, sound.frames(), overwrite)) {
            for (int from = 0; from < sound.frames(); from += BLOCK) {
              int count = Math.min(BLOCK, sound.frames() - from);
              writer.write(sound.slice(from, count));
            }
          }
        });
  }

  /** The picture is an extra: where it cannot be drawn, the fit stands without it. */
  private void draw(FitSession session, ClipSource rendered, Path in, Map<String, Path> files)
      throws IOException {
    Path picture = files.get("picture");
    if (picture == null) {
      return;
    }
    List<double[]> snr = new ArrayList<>();
    session.history().forEach(p -> snr.add(new double[] {p.step(), p.snrDb()}));
    FitPicture drawing =
        new FitPicture(
            StandardStream.name(in),
            session.clip(),
            rendered,
            snr,
            session.model(),
            session.seconds());
    try {
      byte[] png = drawing.png();
      Outputs.write(picture, png, overwrite);
    } catch (LinkageError | InternalError | java.awt.AWTError e) {
      files.remove("picture");
      streams
          .err()
          .println(
              "siren: no picture: this Java cannot draw ("
                  + e.getMessage()
                  + "); use --no-picture");
    }
  }
}
