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
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.model.ClipModel;

/**
 * A fit run from the command line: shows progress, resumes an interrupted fit, and stops gracefully
 * on Ctrl-C.
 *
 * @param keepsPoor whether a fit that has learned nothing is still a result
 * @param epochs stream for the epoch lines of tutorial recipes
 */
public record FitJob(
    FitConfig config,
    boolean keepsPoor,
    ProgressMode mode,
    Streams streams,
    PrintStream epochs,
    Interrupt interrupt) {

  /** Recipes that print a line every hundred epochs, like the examples they are based on. */
  private static final List<String> CHATTY = List.of("tutorial", "paper");

  private static final int EPOCHS_PER_LINE = 100;

  /** Fits a whole recording without checkpoints. */
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
   * Fits the training data, resuming an interrupted fit if there is one.
   *
   * @param outputs of the command; those written by an interrupted fit are deleted if this one
   *     fails
   * @param rendering receives the model's rendering on the recording's sample grid
   * @param more receives progress events too
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
          "%s: %s; rerun that command to finish it, or add --restart to discard it"
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
      // On Ctrl-C after its last step, a fit is complete.
      boolean cut =
          checkpoints instanceof Checkpoints.Folder
              ? model.provenance().containsKey(FitMetadata.INTERRUPTED)
              : interrupt.happened();
      return new FitSession(clip, SnrPoints.of(shown), model, history, seconds[0], cut);
    } catch (FitException e) {
      throw e.keepable() ? e.with("; add --keep-poor to write it anyway, for study") : e;
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
