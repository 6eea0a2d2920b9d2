package org.sirenaudio.codec;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** An encoded sound file being written. Confined to one thread at a time. */
public interface SoundEncoder extends Closeable {

  /** Takes the sound as WAV: the header, then exactly the announced number of frames. */
  OutputStream wav();

  /**
   * Completes the file.
   *
   * @throws IOException if it could not be written
   */
  void finish() throws IOException;

  /**
   * Aborts unless {@link #finish} was called.
   *
   * @throws IOException if the encoder cannot be stopped
   */
  @Override
  void close() throws IOException;
}
