package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.ProgressDisplay;
import org.sirenaudio.cli.console.ProgressMode;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.error.FitException;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Checkpoints;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.TrainingSet;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.model.ClipModel;

/**
 * One fit from the command line: reads the clip, shows progress, goes on from what a killed fit has
 * left, and ends early but well on Ctrl-C.
 *
 * @param clip what was fitted
 * @param model the result
 * @param history progress over the fit, for the picture
 * @param seconds of fitting, with those before the fit was killed
 * @param checkpoints what the fit leaves until its results are written, null for nothing
 * @param interrupted whether the user ended it early
 */
public record FitSession(
    ClipSource clip,
    ClipModel model,
    List<FitProgress> history,
    double seconds,
    Checkpoints checkpoints,
    boolean interrupted) {

  /** Recipes that print a line each hundred epochs, as the examples they come from do. */
  private static final List<String> CHATTY = List.of("tutorial", "paper");

  private static final int EPOCHS_PER_LINE = 100;

  /**
   * Fits a clip.
   *
   * @param shown what the fit is shown of it, null for all
   * @param checkpoints where the fit leaves what it has done, null for nowhere
   */
  public static FitSession run(
      ClipSource clip,
      TrainingSet shown,
      FitConfig config,
      Checkpoints checkpoints,
      DoubleConsumer resumed,
      ProgressMode mode,
      Streams streams,
      PrintStream epochs,
      Interrupt interrupt)
      throws IOException {
    List<FitProgress> history = new ArrayList<>();
    Fitter fitter = Fitter.with(config);
    double[] seconds = {0};
    boolean chatty = CHATTY.contains(config.recipe());
    interrupt.stops(fitter::stop);
    try (ProgressDisplay<FitProgress> display =
        ProgressDisplay.of(mode, streams, new FitProgressText())) {
      Consumer<FitProgress> heard =
          progress -> {
            seconds[0] = progress.elapsedSeconds();
            display.accept(progress);
            if (history.isEmpty() || progress.step() > history.getLast().step()) {
              history.add(progress);
              if (chatty && (progress.step() - 1) % EPOCHS_PER_LINE == 0) {
                epochs.printf(
                    Locale.ROOT,
                    "Epoch %d, Loss: %.6f, SNR: %.2f dB%n",
                    progress.step() - 1,
                    progress.loss(),
                    progress.snrDb());
              }
            }
          };
      FitListener listener =
          new FitListener() {
            @Override
            public void progress(FitProgress progress) {
              heard.accept(progress);
            }

            @Override
            public void resumed(double before) {
              resumed.accept(before);
            }
          };
      ClipModel model = fitter.fit(shown, checkpoints, listener);
      return new FitSession(clip, model, history, seconds[0], checkpoints, interrupt.happened());
    } catch (FitException e) {
      // It would collapse again.
      if (checkpoints instanceof Checkpoints.Folder folder) {
        folder.delete();
      }
      throw e;
    }
  }

  /** What the fit has noted in the model. */
  public FitMetadata facts() {
    return FitMetadata.of(model);
  }

  /** Says that and how the fit can go on, or clears away what it has left. */
  public void end(Streams streams) throws IOException {
    if (!(checkpoints instanceof Checkpoints.Folder folder)) {
      return;
    }
    if (interrupted && folder.exist() && folder.everySeconds() > 0) {
      folder.clean();
      streams.err().println("siren: run the same command again with -y to go on with the fit");
    } else {
      folder.delete();
    }
  }
}
