package org.sirenaudio.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundMagicTest {

  @Test
  void anMp3MayBeginWithATag() {
    assertThat(SoundMagic.isSound("ID3\u0004")).isTrue();
    assertThat(SoundMagic.foreign("ID3\u0004")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "fLaC1234, FLAC",
    "OggS1234, Ogg",
    "RIFX1234, big-endian WAV",
    "riff1234, Sony Wave64",
    "caff1234, Apple CAF",
    "dns.1234, little-endian AU",
    "1234ftypM4A, MP4",
    "\u00ff\u00fb\u0090d, MP3 or AAC",
    "\u00ff\u00e01234, MP3 or AAC",
    "\u00ff\u00f1PA, MP3 or AAC"
  })
  void aFormatThatNeedsACodecIsNamed(String start, String name) {
    assertThat(SoundMagic.foreign(start)).isEqualTo(name);
    assertThat(SoundMagic.isSound(start)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RIFF1234", "RF641234", "BW641234", "FORM1234", ".snd1234"})
  void formatsOfTheLibraryNeedNoCodec(String start) {
    assertThat(SoundMagic.foreign(start)).isEmpty();
    assertThat(SoundMagic.isSound(start)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fLa",
        "ID",
        "time,val",
        "ftyp1234",
        "\u00ff\u00fb\u0090",
        "\u00ff\u00ff1234",
        "\u00ff\u00d81234",
        "\u00fe\u00fb1234"
      })
  void otherFilesAreNoSound(String start) {
    assertThat(SoundMagic.foreign(start)).isEmpty();
    assertThat(SoundMagic.isSound(start)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"RIFF1234, RIFF", "abc, abc", "'', ''"})
  void theFormIsTheFirstFourBytes(String start, String form) {
    assertThat(SoundMagic.form(start)).isEqualTo(form);
  }
}
