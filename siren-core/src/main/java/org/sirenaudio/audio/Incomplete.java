package org.sirenaudio.audio;

/** What happens where a header promises more sound than its file holds. */
public enum Incomplete {
  /** It is an error. */
  REFUSED,
  /** What is there is read, and {@link SoundMetadata#missingFrames} says how much is not. */
  SALVAGED
}
