package example;

import java.io.IOException;
import java.nio.file.Path;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/** The lines of the README, on the recording of the folder above. */
public final class Example {
  private Example() {}

  public static void main(String[] args) throws IOException {
    Clip clip = Clip.read(Path.of("../speech.wav"));
    Fitter fitter = Fitter.with(FitConfig.balanced());
    ClipModel model =
        fitter.fit(clip, progress -> System.out.printf("%.1f dB%n", progress.snrDb()));
    model.write(Path.of("target/speech.safetensors"), true);
    Renderer renderer = Renderer.of(model);
    renderer.at(48_000).write(Path.of("target/speech-48k.wav"), true);
    float[][] amplitudes = renderer.atInstants(new double[] {0.5, 0.50001, 1 / 3.0});
    System.out.println("at half a second: " + amplitudes[0][0]);
  }
}
