package org.sirenaudio.codecs.child;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avformat.avio_rb32;
import static org.bytedeco.ffmpeg.global.avformat.avio_seek;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;

/**
 * A file in a format recognised by FFmpeg from its first bytes, with a decoder for one of its sound
 * streams.
 *
 * @param format FFmpeg's short format name
 * @param index of the stream in the file
 */
record OpenedFile(
    AVFormatContext file, String format, int index, AVStream stream, AVCodecContext decoder) {

  /**
   * Self-contained formats. Playlists and other formats that refer to files or addresses are
   * excluded: an untrusted file must not cause another to be opened.
   */
  private static final Set<String> FORMATS =
      Set.of(
          "3gp",
          "aac",
          "ac3",
          "aiff",
          "amr",
          "ape",
          "asf",
          "au",
          "avi",
          "caf",
          "dts",
          "eac3",
          "flac",
          "flv",
          "matroska",
          "mov",
          "mp3",
          "mpc",
          "mpc8",
          "mpeg",
          "mpegts",
          "mxf",
          "ogg",
          "rm",
          "shn",
          "tak",
          "tta",
          "voc",
          "w64",
          "wav",
          "wv");

  /** Lower probe scores rest on a single pattern that may occur by chance. */
  private static final int LEAST_SCORE = 2;

  /** The first bytes of a big-endian WAV file. */
  private static final int RIFX = 0x52494658;

  /** FFmpeg reads the header of such a file correctly but takes its samples for little-endian. */
  private static final Map<Integer, Integer> BIG_ENDIAN =
      Map.of(
          avcodec.AV_CODEC_ID_PCM_S16LE, avcodec.AV_CODEC_ID_PCM_S16BE,
          avcodec.AV_CODEC_ID_PCM_S24LE, avcodec.AV_CODEC_ID_PCM_S24BE,
          avcodec.AV_CODEC_ID_PCM_S32LE, avcodec.AV_CODEC_ID_PCM_S32BE,
          avcodec.AV_CODEC_ID_PCM_F32LE, avcodec.AV_CODEC_ID_PCM_F32BE,
          avcodec.AV_CODEC_ID_PCM_F64LE, avcodec.AV_CODEC_ID_PCM_F64BE);

  private static final Map<String, String> FILES_ONLY = Map.of("protocol_whitelist", "file");

  static OpenedFile of(String name, int number) throws RefusedException {
    AVFormatContext file = open(name);
    String format = shortName(file.iformat());
    String longName = file.iformat().long_name().getString();
    int found = avformat_find_stream_info(file, (AVDictionary) null);
    if (found < 0) {
      throw new RefusedException(Reply.BAD, "is %s that cannot be read".formatted(longName));
    }
    int index = -1;
    int sounds = 0;
    for (int i = 0; i < file.nb_streams(); i++) {
      boolean sound = file.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
      sounds += sound ? 1 : 0;
      if (sound && sounds == number) {
        index = i;
      } else {
        file.streams(i).discard(avcodec.AVDISCARD_ALL);
      }
    }
    if (index < 0) {
      throw new RefusedException(
          Reply.BAD,
          sounds == 0
              ? "is %s without sound".formatted(longName)
              : "has %d sound stream%s, no stream %d"
                  .formatted(sounds, sounds == 1 ? "" : "s", number));
    }
    AVStream stream = file.streams(index);
    return new OpenedFile(file, format, index, stream, decoder(stream, format));
  }

  private static AVFormatContext open(String name) throws RefusedException {
    AVIOContext bytes = new AVIOContext(null);
    BytePointer path = Ffmpeg.name(name);
    AVDictionary options = Ffmpeg.options(FILES_ONLY);
    Ffmpeg.require(
        avio_open2(bytes, path, AVIO_FLAG_READ, (AVIOInterruptCB) null, options),
        "cannot be opened");
    boolean bigEndian = avio_rb32(bytes) == RIFX;
    avio_seek(bytes, 0, 0);
    AVInputFormat guess = new AVInputFormat(null);
    // Without its name, since FFmpeg would guess the format from the extension.
    int score = av_probe_input_buffer2(bytes, guess, Ffmpeg.name(""), null, 0, 0);
    if (score < LEAST_SCORE || guess.isNull() || !FORMATS.contains(shortName(guess))) {
      throw new RefusedException(Reply.UNKNOWN, "");
    }
    String longName = guess.long_name().getString();
    AVFormatContext file = avformat_alloc_context();
    file.pb(bytes);
    AVDictionary more =
        Ffmpeg.options(
            Map.of(
                "protocol_whitelist", "file",
                "format_whitelist", guess.name().getString(),
                "err_detect", "crccheck"));
    int code = avformat_open_input(file, path, guess, more);
    Ffmpeg.require(code, "is %s that cannot be read".formatted(longName));
    if (bigEndian && file.nb_streams() > 0) {
      AVCodecParameters parameters = file.streams(0).codecpar();
      parameters.codec_id(BIG_ENDIAN.getOrDefault(parameters.codec_id(), parameters.codec_id()));
    }
    return file;
  }

  /** The first of its names that is in the list, or its first name. */
  private static String shortName(AVInputFormat format) {
    String[] names = format.name().getString().split(",");
    return Arrays.stream(names).filter(FORMATS::contains).findFirst().orElse(names[0]);
  }

  private static AVCodecContext decoder(AVStream stream, String format) throws RefusedException {
    int id = stream.codecpar().codec_id();
    String name = avcodec_get_name(id).getString();
    AVCodec codec = avcodec_find_decoder(id);
    if (codec == null || codec.isNull()) {
      throw new RefusedException(
          Reply.BAD, "its sound is %s, which cannot be decoded".formatted(name));
    }
    AVCodecContext decoder = avcodec_alloc_context3(codec);
    Ffmpeg.require(
        avcodec_parameters_to_context(decoder, stream.codecpar()), "its header is invalid");
    decoder.pkt_timebase(stream.time_base());
    decoder.thread_count(1);
    // FLAC's decoder reports a wrong checksum only with this flag; other decoders then reject too
    // much.
    decoder.err_recognition(
        format.equals("flac")
            ? avcodec.AV_EF_CRCCHECK | avcodec.AV_EF_EXPLODE
            : avcodec.AV_EF_CRCCHECK);
    Ffmpeg.require(
        avcodec_open2(decoder, codec, (AVDictionary) null),
        "its sound is %s that cannot be decoded".formatted(name));
    return decoder;
  }
}
