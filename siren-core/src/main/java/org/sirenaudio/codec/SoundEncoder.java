package org.sirenaudio.codec;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** A file of encoded sound while it is written. */
public interface SoundEncoder extends Closeable {

  /** Takes the sound as WAV: the header, then as many frames as were announced. */
  OutputStream wav();

  /**
   * Completes the file.
   *
   * @throws IOException if it could not be written
   */
  void finish() throws IOException;

  /** Gives up unless {@link #finish} has been called. */
  @Override
  void close() throws IOException;
}
