package org.sirenaudio.cli.render;

import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.console.SoundText;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;
import picocli.CommandLine.Option;

/** The output rate of models, and the filter for lower rates. */
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

  /** The requested rate in Hz; null for each recording's own. */
  public @Nullable Double wanted() {
    return rate;
  }

  /** The suffix of output names. */
  public String ending() {
    return rate == null ? "" : "-" + SoundText.rate(rate);
  }

  /**
   * A whole model, at the requested rate or the recording's own rounded to an integer.
   *
   * @param threads number of threads, 0 for one per processor
   */
  public RenderedSpan whole(ClipModel model, int threads) {
    return whole(Renderer.of(model).threads(threads), model.sampleRate());
  }

  /** As above for any sound, whose recording's own rate is {@code own}. */
  RenderedSpan whole(Renderer renderer, double own) {
    double hertz = rate != null ? rate : Math.rint(own);
    return RenderedSpan.whole(naive ? renderer.naive() : renderer, hertz);
  }
}
