package org.sirenaudio.cli.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.export.tensorboard.Picture;

/** The spectrogram of a sound alone, as PNG. */
public final class SpectrogramPicture {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 256;

  private SpectrogramPicture() {}

  public static Picture of(ClipSource sound) throws IOException {
    Spectrogram spectrogram = Spectrogram.of(sound, WIDTH);
    BufferedImage image = spectrogram.image(HEIGHT, spectrogram.loudest());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return new Picture(WIDTH, HEIGHT, png.toByteArray());
  }
}
