package org.sirenaudio.cli.picture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.export.tensorboard.TensorBoard;
import org.sirenaudio.fit.report.FitListener;
import picocli.CommandLine.Option;

/** {@code --tensorboard}, for every command that fits. */
public final class TensorBoardOption {

  @Option(
      names = "--tensorboard",
      paramLabel = "DIR",
      description =
          "Write the fit's progress, sounds, spectrograms and configuration as a run in DIR while"
              + " it is running, for tensorboard --logdir DIR.")
  private @Nullable Path folder;

  /** Opens the log folder; empty if not requested. */
  public Runs open() throws IOException {
    return new Runs(folder == null ? null : TensorBoard.in(folder, SpectrogramPicture::of));
  }

  /** The runs of a command. */
  public record Runs(@Nullable TensorBoard board) implements Closeable {

    /** Logs one fit. Callable from any thread. */
    public FitListener of(String name) {
      return board == null ? progress -> {} : board.run(name);
    }

    @Override
    public void close() throws IOException {
      if (board != null) {
        board.close();
      }
    }
  }
}
