package org.sirenaudio.codecs.child;

import static org.bytedeco.ffmpeg.global.avformat.avio_feof;
import static org.bytedeco.ffmpeg.global.avformat.avio_r8;
import static org.bytedeco.ffmpeg.global.avformat.avio_rb32;
import static org.bytedeco.ffmpeg.global.avformat.avio_rb64;
import static org.bytedeco.ffmpeg.global.avformat.avio_seek;
import static org.bytedeco.ffmpeg.global.avformat.avio_tell;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The end of the sound within its last packet, from an MP4's edit list. FFmpeg's own command
 * decodes that packet completely. Edit lists are in the movie's time scale (ISO/IEC 14496-12, 8.2.2
 * and 8.6.6), often milliseconds, too coarse to cut exactly; so only one in units of frames is
 * used.
 *
 * @param opened the file
 * @param ticks the end of the sound in the stream's time base; the maximum value if at the end of
 *     its last packet
 */
record EditedEnd(OpenedFile opened, long ticks) {

  private static final int MOOV = 0x6D6F6F76;
  private static final int MVHD = 0x6D766864;

  /** Maximum number of boxes searched. */
  private static final int MOST_BOXES = 64;

  /** Size and type of a box, and its 64-bit size if the first is 1. */
  private static final int HEAD = 8;

  private static final int LONG_HEAD = 16;

  static EditedEnd of(OpenedFile opened) {
    long duration = opened.stream().duration();
    long start = opened.stream().start_time();
    boolean told =
        opened.format().equals("mov")
            && duration != AV_NOPTS_VALUE
            && duration > 0
            && start != AV_NOPTS_VALUE
            && opened.stream().time_base().num() == 1;
    if (!told) {
      return new EditedEnd(opened, Long.MAX_VALUE);
    }
    AVIOContext bytes = opened.file().pb();
    long before = avio_tell(bytes);
    long scale = movieTimeScale(bytes);
    avio_seek(bytes, before, 0);
    boolean inFrames = scale > 0 && scale % opened.stream().time_base().den() == 0;
    return new EditedEnd(opened, inFrames ? start + duration : Long.MAX_VALUE);
  }

  /** How many samples per channel of a decoded frame lie before the end. */
  int kept(AVFrame frame) {
    if (ticks == Long.MAX_VALUE || frame.pts() == AV_NOPTS_VALUE || frame.sample_rate() <= 0) {
      return frame.nb_samples();
    }
    long left =
        av_rescale_q(
            ticks - frame.pts(), opened.stream().time_base(), av_make_q(1, frame.sample_rate()));
    // Frames entirely after it are dropped by the demuxer.
    return left > 0 ? (int) Math.min(left, frame.nb_samples()) : frame.nb_samples();
  }

  /** Ticks per second of the edit list, or 0 if there is none. */
  private static long movieTimeScale(AVIOContext bytes) {
    long at = 0;
    for (int i = 0; i < MOST_BOXES && avio_seek(bytes, at, 0) == at; i++) {
      long size = avio_rb32(bytes) & 0xFFFFFFFFL;
      int kind = avio_rb32(bytes);
      int head = HEAD;
      if (size == 1) {
        size = avio_rb64(bytes);
        head = LONG_HEAD;
      }
      if (avio_feof(bytes) != 0) {
        return 0;
      }
      if (kind == MVHD) {
        int version = avio_r8(bytes);
        // Flags, and two dates of 32 or 64 bits.
        avio_seek(bytes, at + head + (version == 1 ? 20 : 12), 0);
        return avio_rb32(bytes) & 0xFFFFFFFFL;
      }
      if (kind != MOOV && size < head) {
        return 0;
      }
      at += kind == MOOV ? head : size;
    }
    return 0;
  }
}
