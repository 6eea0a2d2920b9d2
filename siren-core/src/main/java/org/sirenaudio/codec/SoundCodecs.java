package org.sirenaudio.codec;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.sirenaudio.error.MissingPartException;

/** The codecs that are there. */
public final class SoundCodecs {

  private SoundCodecs() {}

  /** Loaded when they are first needed: a WAV file does without. */
  private static final class Found {
    static final List<SoundCodec> ALL =
        ServiceLoader.load(SoundCodec.class, SoundCodec.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
  }

  /** Returns the codecs that are there, in no particular order; empty where there are none. */
  public static List<SoundCodec> all() {
    return Found.ALL;
  }

  /** The codec that writes files of an ending. */
  public static Optional<SoundCodec> writing(String ending) {
    return all().stream().filter(codec -> codec.endings().contains(ending)).findFirst();
  }

  /** What to throw where a sound would need one; {@code what} says which sound it is. */
  public static MissingPartException missing(String what) {
    return new MissingPartException(
        what
            + ", which the library itself does not read; add the module siren-codecs, and what it needs, to the class path");
  }
}
