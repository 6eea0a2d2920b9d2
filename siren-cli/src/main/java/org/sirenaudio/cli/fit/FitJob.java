package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import java.util.function.ObjIntConsumer;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.ProgressDisplay;
import org.sirenaudio.cli.console.ProgressMode;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.OutputException;
import org.sirenaudio.error.Figure;
import org.sirenaudio.error.FitException;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Checkpoints;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.TrainingSet;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.model.ClipModel;

/**
 * A fit from the command line: shows progress, resumes what an interrupted fit has left, and ends
 * early but well on Ctrl-C.
 *
 * @param keepsPoor whether a fit that has learned nothing is a result all the same
 * @param epochs where recipes of examples print their lines
 */
public record FitJob(
    FitConfig config,
    boolean keepsPoor,
    ProgressMode mode,
    Streams streams,
    PrintStream epochs,
    Interrupt interrupt) {

  /** Recipes that print a line each hundred epochs, as the examples they come from do. */
  private static final List<String> CHATTY = List.of("tutorial", "paper");

  private static final int EPOCHS_PER_LINE = 100;

  /** Fits all of a recording, and leaves nothing when it is interrupted. */
  public FitSession run(ClipSource clip) throws IOException {
    return run(
        clip,
        TrainingSet.all(clip),
        Checkpoints.none(),
        seconds -> {},
        (block, frames) -> {},
        state -> {});
  }

  /**
   * Fits what there is of a recording, beginning with what an interrupted fit has left.
   *
   * @param outputs of the command; those that an interrupted fit has written go if this one fails
   * @param rendering receives the model's rendering on the recording's grid
   * @param more hears of the fit too
   */
  public FitSession run(
      FitInput input, FitOutputs outputs, GridRendering rendering, FitListener more)
      throws IOException {
    try {
      return run(
          input.clip(),
          input.set(),
          outputs.leftovers().checkpoints(),
          seconds -> outputs.leftovers().sayResumed(seconds, streams),
          rendering::accept,
          more);
    } catch (FitException e) {
      // It would collapse again.
      outputs.leftovers().discard(outputs.paths());
      throw e;
    } catch (FileAlreadyExistsException e) {
      throw new OutputException(
          "%s: %s; run that again to finish it, or add --restart to discard it"
              .formatted(e.getFile(), e.getReason()),
          e);
    }
  }

  private FitSession run(
      ClipSource clip,
      TrainingSet shown,
      Checkpoints checkpoints,
      DoubleConsumer resumed,
      ObjIntConsumer<float[][]> rendering,
      FitListener more)
      throws IOException {
    List<FitProgress> history = new ArrayList<>();
    Fitter strict = Fitter.with(config);
    Fitter fitter = keepsPoor ? strict.keepingPoor() : strict;
    double[] seconds = {0};
    interrupt.stops(fitter::stop);
    try (ProgressDisplay<FitProgress> display =
        ProgressDisplay.of(mode, streams, new FitProgressText())) {
      FitListener listener =
          new FitListener() {
            @Override
            public void progress(FitProgress progress) {
              seconds[0] = progress.elapsedSeconds();
              display.accept(progress);
              if (history.isEmpty() || progress.step() > history.getLast().step()) {
                history.add(progress);
                tell(progress);
              }
            }

            @Override
            public void resumed(double before) {
              resumed.accept(before);
            }

            @Override
            public void rendered(float[][] block, int frames) {
              rendering.accept(block, frames);
            }
          };
      ClipModel model = fitter.fit(shown, checkpoints, listener.and(more));
      return new FitSession(clip, model, history, seconds[0], interrupt.happened());
    } catch (FitException e) {
      throw e.keepable() ? e.with("; add --keep-poor to write it all the same, for study") : e;
    }
  }

  private void tell(FitProgress progress) {
    if (CHATTY.contains(config.recipe()) && (progress.step() - 1) % EPOCHS_PER_LINE == 0) {
      epochs.printf(
          Locale.ROOT,
          "Epoch %d, Loss: %.6f, SNR: %s dB%n",
          progress.step() - 1,
          progress.loss(),
          Figure.fixed(progress.snrDb(), 2));
    }
  }
}
