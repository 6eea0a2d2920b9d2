package org.sirenaudio.studio;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a studio serves.
 *
 * @param given the recording, model or folder to open, if any
 * @param data the folder for uploads, fits and checkpoints; used by one studio at a time
 * @param host address to listen on, {@link #THIS_MACHINE} to exclude other machines
 * @param port to listen on, 0 for any free one
 * @param maxUploadBytes limit per recording
 */
public record StudioConfig(
    Optional<Path> given, Path data, String host, int port, long maxUploadBytes) {

  /** Reachable only from this machine. */
  public static final String THIS_MACHINE = "127.0.0.1";

  /** A studio for this machine alone. */
  public StudioConfig(Optional<Path> given, Path data, int port, long maxUploadBytes) {
    this(given, data, THIS_MACHINE, port, maxUploadBytes);
  }
}
