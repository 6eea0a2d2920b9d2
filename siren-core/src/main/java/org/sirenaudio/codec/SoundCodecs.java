package org.sirenaudio.codec;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.sirenaudio.error.MissingPartException;

/** The installed codecs. */
public final class SoundCodecs {

  private SoundCodecs() {}

  /** Loaded on first use: WAV files do without. */
  private static final class Found {
    static final List<SoundCodec> ALL =
        ServiceLoader.load(SoundCodec.class, SoundCodec.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
  }

  /**
   * Returns the installed codecs in no particular order; empty if there are none.
   *
   * @throws java.util.ServiceConfigurationError if an installed codec cannot be loaded
   */
  public static List<SoundCodec> all() {
    return Found.ALL;
  }

  /** The codec that writes files with an extension. */
  public static Optional<SoundCodec> writing(String ending) {
    return all().stream().filter(codec -> codec.endings().contains(ending)).findFirst();
  }

  /** The error for a sound that needs a codec; {@code what} describes the sound. */
  public static MissingPartException missing(String what) {
    return new MissingPartException(
        what
            + ", which needs a codec; add the module siren-codecs and its dependencies to the class"
            + " path");
  }
}
