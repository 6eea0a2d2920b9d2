package org.sirenaudio.cli.render;

import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.console.SoundText;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;
import picocli.CommandLine.Option;

/** At which rate models are rendered, and how at a lower one. */
public final class RateOptions {

  @Option(
      names = {"-r", "--rate"},
      paramLabel = "HZ",
      description =
          "Sample rate in Hz, such as 48000 or 44099.37; by default the recording's own. "
              + "Below that, an anti-alias filter passes frequencies up to 0.9 of the new "
              + "Nyquist frequency.")
  private @Nullable Double rate;

  @Option(
      names = "--naive",
      description =
          "No filter: sample the model as it is. Below the recording's rate, frequencies "
              + "above the new Nyquist frequency are aliased.")
  private boolean naive;

  /** The rate in Hz that is asked for; null for every recording's own. */
  public @Nullable Double wanted() {
    return rate;
  }

  /** What the name of a file or folder of sound ends in. */
  public String ending() {
    return rate == null ? "" : "-" + SoundText.rate(rate);
  }

  /**
   * All of a model's sound, at the rate that is wanted or the recording's own in whole Hz.
   *
   * @param threads how many to use, 0 for one per processor
   */
  public RenderedSpan whole(ClipModel model, int threads) {
    return whole(Renderer.of(model).threads(threads), model.sampleRate());
  }

  /** The same of any sound, whose recording's own rate is {@code own}. */
  RenderedSpan whole(Renderer renderer, double own) {
    double hertz = rate != null ? rate : Math.rint(own);
    return RenderedSpan.whole(naive ? renderer.naive() : renderer, hertz);
  }
}
