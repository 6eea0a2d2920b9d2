package org.sirenaudio.studio;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a studio serves.
 *
 * @param given the recording, model or folder to open, if any
 * @param data the folder that keeps uploads, fits and their checkpoints; one studio at a time uses
 *     it
 * @param host address of this machine to listen on, {@link #THIS_MACHINE} if others are to stay out
 * @param port of that address, 0 for one that is free
 * @param maxUploadBytes of one recording
 */
public record StudioConfig(
    Optional<Path> given, Path data, String host, int port, long maxUploadBytes) {

  /** Only programs of this machine reach it. */
  public static final String THIS_MACHINE = "127.0.0.1";

  /** A studio for this machine alone. */
  public StudioConfig(Optional<Path> given, Path data, int port, long maxUploadBytes) {
    this(given, data, THIS_MACHINE, port, maxUploadBytes);
  }
}
