package org.sirenaudio.cli.picture;

import java.io.IOException;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.export.tensorboard.Picture;

/** The spectrogram of a sound alone, as PNG: small, and soon made, while a fit runs. */
public final class SpectrogramPicture {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 160;

  private SpectrogramPicture() {}

  /** Draws a sound; its loudest place gets the lightest colour. */
  public static Picture of(ClipSource sound) throws IOException {
    Spectrogram spectrogram = Spectrogram.of(sound, WIDTH);
    byte[][] rows = spectrogram.shades(HEIGHT, spectrogram.loudest());
    return new Picture(WIDTH, HEIGHT, IndexedPng.of(rows, ColourMap.shades()));
  }
}
