package org.sirenaudio.io;

/** The first bytes of sound files, one character per byte. */
public final class SoundMagic {

  private SoundMagic() {}

  /**
   * The name of a format that the library itself does not read.
   *
   * @param start of the file, at least 8 bytes if it has as many
   * @return empty if it begins otherwise
   */
  public static String foreign(String start) {
    return switch (form(start)) {
      case "fLaC" -> "FLAC";
      case "OggS" -> "Ogg";
      case "RIFX" -> "big-endian WAV";
      case "riff" -> "Sony Wave64";
      case "caff" -> "Apple CAF";
      case "dns." -> "little-endian AU";
      default -> {
        if (isMpeg(start)) {
          yield "MP3 or AAC";
        }
        yield start.startsWith("ftyp", 4) ? "MP4" : "";
      }
    };
  }

  /** Whether it begins as any sound does, also one that the library reads, or an ID3 tag. */
  public static boolean isSound(String start) {
    return switch (form(start)) {
      case "RIFF", "RF64", "BW64", "FORM", ".snd" -> true;
      default -> start.startsWith("ID3") || !foreign(start).isEmpty();
    };
  }

  /** The first four bytes, or fewer. */
  public static String form(String start) {
    return start.substring(0, Math.min(4, start.length()));
  }

  /** Eleven set bits, then version and layer. */
  private static boolean isMpeg(String start) {
    return start.length() >= 4
        && start.charAt(0) == 0xFF
        && (start.charAt(1) & 0xE0) == 0xE0
        && start.charAt(1) != 0xFF;
  }
}
