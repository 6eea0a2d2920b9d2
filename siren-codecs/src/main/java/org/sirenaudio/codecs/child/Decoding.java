package org.sirenaudio.codecs.child;

import static org.bytedeco.ffmpeg.global.avcodec.av_get_bits_per_sample;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one sound stream of a file. FFmpeg's own command continues after undecodable packets and
 * premature ends; here they are errors unless salvaging.
 */
final class Decoding {

  /** Formats that declare the number of frames. */
  private static final Set<String> COUNTED = Set.of("ape", "flac", "tta", "wv");

  /** Formats without a header, in which non-packet data may occur between packets. */
  private static final Set<String> UNFRAMED =
      Set.of("aac", "ac3", "amr", "dts", "eac3", "mp3", "mpeg", "mpegts");

  private final OpenedFile opened;
  private final boolean salvage;
  private final SampleOutput samples;
  private final EditedEnd end;
  private final AVFrame frame = av_frame_alloc();
  private final List<String> remarks = new ArrayList<>();
  private long skipped;

  private Decoding(OpenedFile opened, boolean salvage, SampleOutput samples) {
    this.opened = opened;
    this.salvage = salvage;
    this.samples = samples;
    this.end = EditedEnd.of(opened);
  }

  static void run(String file, int stream, boolean salvage, DataOutputStream out)
      throws IOException, RefusedException {
    Decoding decoding = new Decoding(OpenedFile.of(file, stream), salvage, new SampleOutput(out));
    decoding.packets();
    long missing = decoding.missing();
    out.writeByte(Reply.END);
    out.writeLong(missing);
    out.writeInt(decoding.remarks.size());
    for (String line : decoding.remarks) {
      out.writeUTF(line);
    }
  }

  private void packets() throws IOException, RefusedException {
    AVPacket packet = av_packet_alloc();
    int code = av_read_frame(opened.file(), packet);
    while (code >= 0) {
      if (packet.stream_index() == opened.index()) {
        if ((packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0) {
          damaged("ends within its sample data");
        }
        decode(packet);
      }
      av_packet_unref(packet);
      code = av_read_frame(opened.file(), packet);
    }
    if (code != AVERROR_EOF) {
      damaged("ends or is damaged near frame %d".formatted(samples.frames()));
    }
    decode(null);
    if (skipped > 0) {
      remarks.add(
          "%d of its packets cannot be decoded and %s skipped"
              .formatted(skipped, skipped == 1 ? "is" : "are"));
    }
    if (samples.frames() == 0) {
      throw new RefusedException(
          Reply.BAD, skipped > 0 ? "contains no decodable sound" : "holds no sound (0 frames)");
    }
  }

  /** Decodes a packet, or flushes the decoder if null. */
  private void decode(@Nullable AVPacket packet) throws IOException, RefusedException {
    boolean ragged = packet != null && isRagged(packet);
    int code = avcodec_send_packet(opened.decoder(), packet);
    if (code < 0) {
      bad(code, ragged);
      return;
    }
    code = avcodec_receive_frame(opened.decoder(), frame);
    while (code >= 0) {
      samples.write(frame, end.kept(frame));
      code = avcodec_receive_frame(opened.decoder(), frame);
    }
    if (code != AVERROR_EAGAIN() && code != AVERROR_EOF) {
      bad(code, ragged);
    }
  }

  /** Whether raw samples do not end on a frame boundary: a partial frame follows. */
  private boolean isRagged(AVPacket packet) {
    int id = opened.stream().codecpar().codec_id();
    boolean plain = id >= avcodec.AV_CODEC_ID_FIRST_AUDIO && id < avcodec.AV_CODEC_ID_ADPCM_IMA_QT;
    int channels = opened.stream().codecpar().ch_layout().nb_channels();
    int frameBytes = channels * av_get_bits_per_sample(id) / Byte.SIZE;
    return plain && frameBytes > 0 && packet.size() % frameBytes != 0;
  }

  private void bad(int code, boolean ragged) throws RefusedException {
    if (code == AVERROR_EOF || ragged) {
      return;
    }
    skipped++;
    if (!UNFRAMED.contains(opened.format())) {
      damaged("is damaged near frame %d".formatted(samples.frames()));
    }
  }

  private void damaged(String what) throws RefusedException {
    if (!salvage) {
      throw new RefusedException(Reply.DAMAGED, what);
    }
    if (remarks.isEmpty()) {
      remarks.add(what);
    }
  }

  /** Frames declared by the header, or 0 if it does not tell. */
  private long promised() {
    long duration = opened.stream().duration();
    if (!COUNTED.contains(opened.format()) || duration == AV_NOPTS_VALUE || samples.rate() == 0) {
      return 0;
    }
    return Math.max(
        0, av_rescale_q(duration, opened.stream().time_base(), av_make_q(1, samples.rate())));
  }

  /** Frames declared by the header beyond those present. */
  private long missing() throws RefusedException {
    long promised = promised();
    if (promised == 0) {
      return 0;
    }
    long missing = promised - samples.frames();
    if (missing > 0 && !salvage) {
      throw new RefusedException(
          Reply.DAMAGED,
          "ends after %d of %d frames; the sound is incomplete"
              .formatted(samples.frames(), promised));
    }
    if (missing < 0) {
      remarks.add(
          "its header declares %d frames but it has %d; all are read"
              .formatted(promised, samples.frames()));
    }
    return Math.max(0, missing);
  }
}
