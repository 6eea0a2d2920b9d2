package org.sirenaudio.audio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.sirenaudio.codec.SoundCodecs;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.io.SoundMagic;

/** Sound formats that can be read, recognised by their first bytes. */
enum SoundFormat {
  WAV,
  AIFF,
  AU;

  private static final int ID3_HEADER_BYTES = 10;

  /**
   * Identifies the format; a leading ID3 tag, which some music software prepends to any file, is
   * skipped.
   *
   * @throws BadDataException if it is not supported, naming what it is
   */
  static SoundFormat of(ByteSource in) throws IOException {
    boolean tagged = false;
    while (isId3(in.peek(ID3_HEADER_BYTES))) {
      tagged = true;
      in.skip("ID3", id3Bytes(in.peek(ID3_HEADER_BYTES)));
    }
    in.begin();
    byte[] head = in.peek(12);
    if (head.length == 0) {
      throw in.bad(
          tagged ? "holds an ID3 tag but no sound" : "is empty (0 bytes); copy or export it again");
    }
    String magic = new String(head, StandardCharsets.ISO_8859_1);
    String form = SoundMagic.form(magic);
    String kind = magic.length() < 12 ? "" : magic.substring(8);
    return switch (form + kind) {
      case "RIFFWAVE", "RF64WAVE", "BW64WAVE" -> WAV;
      case "FORMAIFF", "FORMAIFC" -> AIFF;
      case "RIFF", "RF64", "BW64", "FORM" ->
          throw in.bad(
              "ends after %d bytes, inside its header; the file is truncated, copy or export it"
                  + " again",
              in.position() + magic.length());
      default -> {
        if (form.equals(".snd")) {
          yield AU;
        }
        if (magic.startsWith("{\"", 8)) {
          throw in.bad("is a safetensors file, not a sound; to hear a model, render it first");
        }
        String known = SoundMagic.foreign(magic);
        if (!known.isEmpty() && SoundCodecs.all().isEmpty()) {
          throw SoundCodecs.missing(in.name() + ": is " + known);
        }
        throw in.foreign(
            known.isEmpty()
                ? "is not a supported sound file (it begins with '%s')"
                : "is not a supported sound file (it is %s)",
            known.isEmpty() ? ByteSource.printable(magic) : known);
      }
    };
  }

  /** "ID3", a version that is not 0xFF, flags, and a size of 7 bits a byte (id3.org, 3.1). */
  private static boolean isId3(byte[] head) {
    boolean tag = head.length == ID3_HEADER_BYTES && head[0] == 'I' && head[1] == 'D';
    for (int i = 6; tag && i < ID3_HEADER_BYTES; i++) {
      tag = head[i] >= 0;
    }
    return tag && head[2] == '3' && head[3] != -1 && head[4] != -1;
  }

  private static long id3Bytes(byte[] head) {
    int size = 0;
    for (int i = 6; i < ID3_HEADER_BYTES; i++) {
      size = size << 7 | head[i];
    }
    boolean footer = (head[5] & 0x10) != 0;
    return ID3_HEADER_BYTES + (long) size + (footer ? ID3_HEADER_BYTES : 0);
  }
}
