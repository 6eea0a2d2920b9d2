package org.sirenaudio.codecs.child;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;

import java.util.Map;

/**
 * The FFmpeg encoder for a file name extension. Bit rates are those considered transparent.
 *
 * @param codec FFmpeg's encoder name
 * @param muxer FFmpeg's format name
 * @param floats its float sample format, or −1 if it takes integers
 * @param bitsPerFrame bits per second per channel and Hz; 0 for lossless
 * @param options of the encoder
 */
record EncoderChoice(
    String codec, String muxer, int floats, double bitsPerFrame, Map<String, String> options) {

  static EncoderChoice of(String ending) {
    return switch (ending) {
      case "flac" -> new EncoderChoice("flac", "flac", -1, 0, Map.of());
      case "mp3" -> new EncoderChoice("libmp3lame", "mp3", AV_SAMPLE_FMT_FLTP, 3, Map.of());
      case "opus" -> new EncoderChoice("libopus", "opus", AV_SAMPLE_FMT_FLT, 2, Map.of());
      default -> new EncoderChoice("aac", "ipod", AV_SAMPLE_FMT_FLTP, 2.7, Map.of());
    };
  }

  int sampleFormat(int bits) {
    if (floats >= 0) {
      return floats;
    }
    return bits == 16 ? AV_SAMPLE_FMT_S16 : AV_SAMPLE_FMT_S32;
  }

  /**
   * Options of the file format. An edit list in units of frames marks the exact end of the sound.
   */
  Map<String, String> fileOptions(Encoding.Sound sound) {
    return muxer.equals("ipod")
        ? Map.of("movie_timescale", Integer.toString(sound.rate()))
        : Map.of();
  }

  /** In bits per second; the encoder uses the nearest it supports. */
  long bitRate(Encoding.Sound sound) {
    return Math.round(bitsPerFrame * sound.rate() * sound.channels());
  }
}
