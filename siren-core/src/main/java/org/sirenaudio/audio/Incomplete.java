package org.sirenaudio.audio;

/** What to do with a file shorter than its header declares. */
public enum Incomplete {
  /** Report an error. */
  REFUSED,
  /** Read what exists; {@link SoundMetadata#missingFrames} tells how much is missing. */
  SALVAGED
}
