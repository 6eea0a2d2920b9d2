package org.sirenaudio.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.FitConfig;
import org.sirenaudio.fit.FitProgress;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.TrainingSet;
import org.sirenaudio.model.ClipModel;

/**
 * One fit from the command line: reads the clip, shows progress, and ends early but well on Ctrl-C.
 *
 * @param clip what was fitted
 * @param model the result
 * @param history progress over the fit, for the picture
 * @param interrupted whether the user ended it early
 */
record FitSession(Clip clip, ClipModel model, List<FitProgress> history, boolean interrupted) {

  /** Recipes that print a line each hundred epochs, as the examples they come from do. */
  private static final List<String> CHATTY = List.of("seed", "paper");

  private static final int EPOCHS_PER_LINE = 100;

  /** Fits all of a clip. */
  static FitSession run(
      Clip clip,
      FitConfig config,
      ProgressMode mode,
      Streams streams,
      PrintStream epochs,
      Interrupt interrupt) {
    return run(clip, null, config, mode, streams, epochs, interrupt);
  }

  /**
   * Fits what is shown of a clip.
   *
   * @param shown null for all
   */
  static FitSession run(
      Clip clip,
      @Nullable TrainingSet shown,
      FitConfig config,
      ProgressMode mode,
      Streams streams,
      PrintStream epochs,
      Interrupt interrupt) {
    List<FitProgress> history = new ArrayList<>();
    Fitter fitter = Fitter.with(config);
    boolean chatty = CHATTY.contains(config.recipe());
    interrupt.stops(fitter::stop);
    try (ProgressDisplay display = ProgressDisplay.of(mode, streams)) {
      Consumer<FitProgress> listener =
          progress -> {
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
      ClipModel model = shown == null ? fitter.fit(clip, listener) : fitter.fit(shown, listener);
      return new FitSession(clip, model, history, interrupt.happened());
    }
  }

  /** Reads a clip from a file, or from stdin for {@code -}. */
  static Clip read(Path input, Streams streams) throws IOException {
    return isStandard(input) ? Clip.read(streams.in(), "stdin") : Clip.read(input);
  }

  static boolean isStandard(Path path) {
    return path.toString().equals("-");
  }
}
