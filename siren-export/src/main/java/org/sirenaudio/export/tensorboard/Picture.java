package org.sirenaudio.export.tensorboard;

import java.io.IOException;
import org.sirenaudio.audio.ClipSource;

/**
 * A picture.
 *
 * @param png the bytes of a PNG file
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record Picture(int width, int height, byte[] png) {

  /** Draws a sound. */
  @FunctionalInterface
  public interface Drawing {
    Picture of(ClipSource sound) throws IOException;
  }
}
