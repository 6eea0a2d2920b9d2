package org.sirenaudio.codecs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.sirenaudio.audio.Encoding;

/**
 * A format that is read.
 *
 * @param name as the page has it
 * @param file its name
 * @param source of which samples it is made
 * @param lossless whether they come back exactly
 * @param channels that it has
 * @param rates that it has, in Hz
 * @param maker that makes it
 * @param words of its options
 */
record SoundCase(
    String name,
    String file,
    Encoding source,
    boolean lossless,
    Set<Integer> channels,
    Set<Integer> rates,
    Maker maker,
    String words) {

  private static final Set<Integer> ALL_CHANNELS = Set.of(1, 2, 6);
  private static final Set<Integer> ALL_RATES = Set.of(8000, 22_050, 44_100, 48_000, 96_000);
  private static final Set<Integer> LOW_RATES = Set.of(8000, 22_050, 44_100, 48_000);

  static final List<SoundCase> ALL =
      List.of(
          exact("FLAC, 16 bits", "a.flac", Encoding.PCM_16, "-c:a flac"),
          exact("FLAC, 24 bits", "b.flac", Encoding.PCM_24, "-c:a flac -sample_fmt s32"),
          exact("FLAC in Ogg", "f.oga", Encoding.PCM_16, "-c:a flac -f ogg"),
          exact("ALAC, 24 bits", "alac.m4a", Encoding.PCM_24, "-c:a alac -sample_fmt s32p"),
          exact("WavPack, 24 bits", "a.wv", Encoding.PCM_24, "-c:a wavpack"),
          exact("WavPack, floats", "f.wv", Encoding.FLOAT, "-c:a wavpack -sample_fmt fltp"),
          exact("TTA", "a.tta", Encoding.PCM_16, "-c:a tta"),
          exact("CAF, 24 bits", "a.caf", Encoding.PCM_24, "-c:a pcm_s24be"),
          exact("W64, 24 bits", "a.w64", Encoding.PCM_24, "-c:a pcm_s24le"),
          exact("VOC, 16 bits", "a.voc", Encoding.PCM_16, "-c:a pcm_s16le"),
          exact("WAV, integers of 64 bits", "s64.wav", Encoding.PCM_24, "-c:a pcm_s64le"),
          exact("Matroska, FLAC", "a.mka", Encoding.PCM_16, "-c:a flac"),
          lossy("MP3, LAME tag", "a.mp3", Set.of(1, 2), LOW_RATES, "-c:a libmp3lame"),
          lossy("MP3, no tag", "n.mp3", Set.of(1, 2), LOW_RATES, "-c:a libmp3lame -write_xing 0"),
          lossy("Ogg Vorbis", "a.ogg", Set.of(2), ALL_RATES, "-c:a vorbis -strict -2"),
          lossy("Ogg Opus", "a.opus", ALL_CHANNELS, Set.of(8000, 48_000), "-c:a libopus"),
          lossy("AAC (ADTS)", "a.aac", ALL_CHANNELS, ALL_RATES, "-c:a aac"),
          lossy("AAC (M4A)", "a.m4a", ALL_CHANNELS, ALL_RATES, "-c:a aac"),
          lossy("WMA", "a.wma", Set.of(1, 2), LOW_RATES, "-c:a wmav2"),
          lossy("WAV, Microsoft ADPCM", "ms.wav", Set.of(1, 2), ALL_RATES, "-c:a adpcm_ms"),
          lossy("WAV, IMA ADPCM", "ima.wav", Set.of(1, 2), ALL_RATES, "-c:a adpcm_ima_wav"),
          lossy("CAF, ALAC", "alac.caf", ALL_CHANNELS, ALL_RATES, "-c:a alac"),
          lossy("AC-3", "a.ac3", ALL_CHANNELS, Set.of(44_100, 48_000), "-c:a ac3"),
          lossy("AVI, MP3", "a.avi", Set.of(1, 2), LOW_RATES, "-c:a libmp3lame"),
          lossy("WebM, Opus", "a.webm", Set.of(1, 2), Set.of(48_000), "-c:a libopus"),
          lossy("MPEG-TS, AAC", "a.ts", ALL_CHANNELS, Set.of(44_100, 48_000), "-c:a aac"),
          exact("FLAC by flac, 16 bits", "r.flac", Encoding.PCM_16, "-8").by(Maker.INSTALLED_FLAC),
          exact("FLAC by flac, 24 bits", "s.flac", Encoding.PCM_24, "-8").by(Maker.INSTALLED_FLAC),
          lossy("Ogg Vorbis by libvorbis", "l.ogg", ALL_CHANNELS, ALL_RATES, "-c:a libvorbis")
              .by(Maker.INSTALLED_FFMPEG),
          lossy("WAV, GSM", "gsm.wav", Set.of(1), Set.of(8000), "-c:a libgsm_ms")
              .by(Maker.INSTALLED_FFMPEG));

  private static SoundCase exact(String name, String file, Encoding source, String words) {
    return new SoundCase(
        name, file, source, true, ALL_CHANNELS, ALL_RATES, Maker.OWN_FFMPEG, words);
  }

  private static SoundCase lossy(
      String name, String file, Set<Integer> channels, Set<Integer> rates, String words) {
    return new SoundCase(
        name, file, Encoding.FLOAT, false, channels, rates, Maker.OWN_FFMPEG, words);
  }

  private SoundCase by(Maker other) {
    return new SoundCase(name, file, source, lossless, channels, rates, other, words);
  }

  /** Makes the file. */
  Path make(Media media, int channels, int rate) throws IOException, InterruptedException {
    String in = media.source(channels, rate, source).toString();
    maker.run(media, maker.words(in, words, file));
    return media.folder().resolve(file);
  }

  /** What the page calls it. */
  @Override
  public String toString() {
    return name;
  }

  static int[] sorted(Set<Integer> numbers) {
    int[] all = numbers.stream().mapToInt(Integer::intValue).toArray();
    Arrays.sort(all);
    return all;
  }
}
