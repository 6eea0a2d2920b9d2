package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.util.List;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.cli.picture.FitPicture;
import org.sirenaudio.cli.picture.PictureFormat;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.model.ClipModel;

/**
 * The result of a fit.
 *
 * @param clip the training data
 * @param points over which the SNR is measured
 * @param model the result
 * @param history progress over the fit, for the picture
 * @param seconds of fitting, including those before an interruption
 * @param interrupted whether the user stopped it early
 */
public record FitSession(
    ClipSource clip,
    SnrPoints points,
    ClipModel model,
    List<FitProgress> history,
    double seconds,
    boolean interrupted) {

  /** The fit's metadata in the model. */
  public FitMetadata metadata() {
    return FitMetadata.of(model);
  }

  /**
   * A picture of the fit as a file's bytes.
   *
   * @param name of the recording
   * @param rendered the model on the recording's sample grid
   */
  public byte[] picture(String name, ClipSource rendered, PictureFormat format) throws IOException {
    List<double[]> snr = history.stream().map(p -> new double[] {p.step(), p.snrDb()}).toList();
    return new FitPicture(name, clip, rendered, snr, model, points.words(), seconds).bytes(format);
  }

  public int exitCode() {
    return interrupted ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }
}
