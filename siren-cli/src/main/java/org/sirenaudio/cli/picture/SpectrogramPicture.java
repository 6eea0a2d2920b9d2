package org.sirenaudio.cli.picture;

import java.io.IOException;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.export.tensorboard.Picture;

/** A sound's spectrogram as a bare PNG: small, and quickly drawn during a fit. */
public final class SpectrogramPicture {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 128;

  private SpectrogramPicture() {}

  /** Draws a sound; its maximum level gets the lightest colour. */
  public static Picture of(ClipSource sound) throws IOException {
    Spectrogram spectrogram = Spectrogram.of(sound, WIDTH);
    byte[][] rows = spectrogram.shades(HEIGHT, spectrogram.loudest());
    return new Picture(WIDTH, HEIGHT, IndexedPng.of(rows, ColourMap.shades()));
  }
}
