package org.sirenaudio.studio;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a studio serves.
 *
 * @param given the recording, model or folder to open, if any
 * @param data the folder that keeps uploads, fits and their checkpoints; one studio at a time uses
 *     it
 * @param port of 127.0.0.1, 0 for one that is free
 * @param maxUploadBytes of one recording
 */
public record StudioConfig(Optional<Path> given, Path data, int port, long maxUploadBytes) {}
