package org.sirenaudio.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.cli.picture.FitPicture;
import org.sirenaudio.fit.FitConfig;
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
final class FitCommand implements Callable<Integer> {

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

  @Option(
      names = "--progress",
      paramLabel = "MODE",
      description = "auto (a bar on a terminal), bar, json (a line each) or none; on stderr.")
  private ProgressMode progress = ProgressMode.AUTO;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no summary.")
  private boolean quiet;

  FitCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Override
  public Integer call() throws IOException {
    FitConfig config = options.config();
    Path in = java.util.Objects.requireNonNull(input);
    Path model = output != null ? output : modelBeside(in);
    Map<String, Path> files = new LinkedHashMap<>();
    boolean piped = FitSession.isStandard(model);
    if (!piped) {
      files.put("model", model);
      if (!noRendering) {
        files.put("rendering", Outputs.sibling(model, ".siren.wav"));
      }
      if (!noPicture) {
        files.put("picture", Outputs.sibling(model, ".siren.png"));
      }
    }
    Input shown = Input.read(in, rate, missing, config, streams);
    Outputs.check(List.copyOf(files.values()), overwrite);
    FitSession session =
        FitSession.run(
            shown.clip(),
            shown.set(),
            config,
            quiet ? ProgressMode.NONE : progress,
            streams,
            json || quiet || piped ? streams.err() : streams.out(),
            interrupt);
    if (piped) {
      session.model().write(streams.out());
    } else {
      Outputs.write(model, () -> session.model().write(model, overwrite));
    }
    if (files.containsKey("rendering") || files.containsKey("picture")) {
      renderAndDraw(session, config, in, files);
    }
    Peers filled = shown.missing(session);
    FitSummary summary = new FitSummary(session, name(in), files, filled);
    PrintStream results = piped ? streams.err() : streams.out();
    if (json) {
      results.println(summary.json());
    } else if (!quiet) {
      results.println(summary.text());
    }
    return session.interrupted() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private void renderAndDraw(FitSession session, FitConfig config, Path in, Map<String, Path> files)
      throws IOException {
    Renderer renderer = Renderer.of(session.model()).threads(config.threads());
    double rate = session.clip().sampleRate();
    Clip rendered = renderer.at(rate);
    Path rendering = files.get("rendering");
    if (rendering != null) {
      // WAV holds whole rates only; a clip from AIFF may have another.
      Clip whole = rate == Math.rint(rate) ? rendered : renderer.at(Math.rint(rate));
      Outputs.write(rendering, () -> whole.write(rendering, Encoding.FLOAT, overwrite));
    }
    draw(session, rendered, in, files);
  }

  /** The picture is an extra: where it cannot be drawn, the fit stands without it. */
  private void draw(FitSession session, Clip rendered, Path in, Map<String, Path> files)
      throws IOException {
    Path picture = files.get("picture");
    if (picture == null) {
      return;
    }
    List<double[]> snr = new ArrayList<>();
    session.history().forEach(p -> snr.add(new double[] {p.step(), p.snrDb()}));
    FitPicture drawing =
        new FitPicture(name(in), session.clip(), rendered, snr, session.model().provenance());
    try {
      byte[] png = drawing.png();
      Outputs.write(picture, () -> Outputs.bytes(picture, png, overwrite));
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

  private static Path modelBeside(Path in) {
    return FitSession.isStandard(in)
        ? Path.of("stdin.safetensors")
        : Outputs.sibling(in, ".safetensors");
  }

  private static String name(Path in) {
    return FitSession.isStandard(in) || in.getFileName() == null
        ? "stdin"
        : in.getFileName().toString();
  }
}
