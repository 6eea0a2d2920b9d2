package org.sirenaudio.codecs.child;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import java.io.IOException;
import java.io.InputStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Encodes sound received as WAV into a file. */
final class Encoding {

  /** Frames per packet for codecs with arbitrary packet sizes. */
  private static final int FRAMES = 4096;

  private final AVFormatContext file;
  private final AVStream stream;
  private final AVCodecContext encoder;
  private final AVPacket packet = av_packet_alloc();

  /**
   * The encoding parameters.
   *
   * @param bits per sample: 16 or 24 for integers, 32 for floats
   */
  record Sound(int channels, int rate, int bits, long frames) {
    int frameBytes() {
      return channels * bits / Byte.SIZE;
    }
  }

  private Encoding(AVFormatContext file, AVStream stream, AVCodecContext encoder) {
    this.file = file;
    this.stream = stream;
    this.encoder = encoder;
  }

  static void run(String name, String ending, Sound sound, InputStream in)
      throws IOException, RefusedException {
    EncoderChoice choice = EncoderChoice.of(ending);
    Encoding encoding = begin(name, choice, sound);
    WavInput.skipHeader(in);
    encoding.encode(new WavInput(in, sound, choice.sampleFormat(sound.bits())), sound);
    Ffmpeg.require(av_write_trailer(encoding.file), "cannot be completed");
    Ffmpeg.require(avio_closep(encoding.file.pb()), "cannot be completed");
  }

  private static Encoding begin(String name, EncoderChoice choice, Sound sound)
      throws RefusedException {
    AVFormatContext file = new AVFormatContext(null);
    BytePointer path = Ffmpeg.name(name);
    Ffmpeg.require(
        avformat_alloc_output_context2(file, null, Ffmpeg.name(choice.muxer()), path),
        "cannot be written");
    // Reproducible output: no date, no version.
    file.flags(file.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    AVIOContext bytes = new AVIOContext(null);
    Ffmpeg.require(
        avio_open2(bytes, path, AVIO_FLAG_WRITE, (AVIOInterruptCB) null, (AVDictionary) null),
        "cannot be written");
    file.pb(bytes);
    AVCodec codec = avcodec_find_encoder_by_name(choice.codec());
    AVCodecContext encoder = avcodec_alloc_context3(codec);
    encoder.sample_rate(sound.rate());
    encoder.time_base(av_make_q(1, sound.rate()));
    av_channel_layout_default(encoder.ch_layout(), sound.channels());
    encoder.sample_fmt(choice.sampleFormat(sound.bits()));
    encoder.bits_per_raw_sample(sound.bits());
    encoder.bit_rate(choice.bitRate(sound));
    encoder.thread_count(1);
    int global =
        (file.oformat().flags() & AVFMT_GLOBALHEADER) != 0
            ? avcodec.AV_CODEC_FLAG_GLOBAL_HEADER
            : 0;
    encoder.flags(encoder.flags() | avcodec.AV_CODEC_FLAG_BITEXACT | global);
    choice.options().forEach((key, value) -> av_opt_set(encoder.priv_data(), key, value, 0));
    String refused = "cannot be encoded with these parameters";
    Ffmpeg.require(avcodec_open2(encoder, codec, (AVDictionary) null), refused);
    AVStream stream = avformat_new_stream(file, null);
    stream.time_base(encoder.time_base());
    Ffmpeg.require(avcodec_parameters_from_context(stream.codecpar(), encoder), refused);
    Ffmpeg.require(avformat_write_header(file, Ffmpeg.options(choice.fileOptions(sound))), refused);
    return new Encoding(file, stream, encoder);
  }

  private void encode(WavInput in, Sound sound) throws IOException, RefusedException {
    int most = encoder.frame_size() > 0 ? encoder.frame_size() : FRAMES;
    AVFrame frame = av_frame_alloc();
    frame.format(encoder.sample_fmt());
    frame.sample_rate(sound.rate());
    av_channel_layout_default(frame.ch_layout(), sound.channels());
    frame.nb_samples(most);
    Ffmpeg.require(av_frame_get_buffer(frame, 0), "failed for lack of memory");
    for (long done = 0; done < sound.frames(); ) {
      int count = (int) Math.min(most, sound.frames() - done);
      Ffmpeg.require(av_frame_make_writable(frame), "failed for lack of memory");
      in.read(frame, count);
      frame.nb_samples(count);
      frame.pts(done);
      send(frame);
      done += count;
    }
    send(null);
  }

  private void send(@Nullable AVFrame frame) throws RefusedException {
    Ffmpeg.require(avcodec_send_frame(encoder, frame), "cannot be encoded");
    int code = avcodec_receive_packet(encoder, packet);
    while (code >= 0) {
      av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
      packet.stream_index(0);
      Ffmpeg.require(av_interleaved_write_frame(file, packet), "cannot be written");
      code = avcodec_receive_packet(encoder, packet);
    }
    if (code != AVERROR_EAGAIN() && code != AVERROR_EOF) {
      Ffmpeg.require(code, "cannot be encoded");
    }
  }
}
