package org.sirenaudio.codecs.child;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_NATIVE;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import java.io.DataOutputStream;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Sends decoded frames to the parent as floats. */
final class SampleOutput {

  private static final int MOST_CHANNELS = 64;
  private static final int HIGHEST_RATE = 768_000;

  private final DataOutputStream out;
  private final SwrContext converter = new SwrContext(null);
  private int rate;
  private int channels;
  private int format = -1;
  private long frames;
  private byte[] bytes = new byte[0];
  private BytePointer floats = new BytePointer();
  private final PointerPointer<BytePointer> target = new PointerPointer<>(1);

  SampleOutput(DataOutputStream out) {
    this.out = out;
  }

  /** Frames written so far. */
  long frames() {
    return frames;
  }

  /** Frames per second in Hz; 0 before the first frame. */
  int rate() {
    return rate;
  }

  /** Writes the first samples of each channel of a frame. */
  void write(AVFrame frame, int count) throws IOException, RefusedException {
    if (rate == 0) {
      begin(frame);
    }
    if (frame.sample_rate() != rate || frame.ch_layout().nb_channels() != channels) {
      throw new RefusedException(
          Reply.BAD,
          "changes at frame %d from %d channels at %d Hz to %d at %d Hz; cut it there"
              .formatted(
                  frames, channels, rate, frame.ch_layout().nb_channels(), frame.sample_rate()));
    }
    if (frame.format() != format) {
      convertFrom(frame);
    }
    int size = count * channels * Float.BYTES;
    if (size > bytes.length) {
      bytes = new byte[size];
      floats = new BytePointer(size);
      target.put(0, floats);
    }
    int done = swr_convert(converter, target, count, frame.extended_data(), count);
    Ffmpeg.require(done, "its samples cannot be converted");
    floats.position(0).get(bytes, 0, done * channels * Float.BYTES);
    out.writeByte(Reply.SAMPLES);
    out.writeInt(done);
    out.write(bytes, 0, done * channels * Float.BYTES);
    frames += done;
  }

  private void begin(AVFrame frame) throws IOException, RefusedException {
    rate = frame.sample_rate();
    channels = frame.ch_layout().nb_channels();
    if (channels < 1 || channels > MOST_CHANNELS || rate < 1 || rate > HIGHEST_RATE) {
      throw new RefusedException(
          Reply.BAD,
          "has %d channels at %d Hz; 1 to %d channels at 1 to %d Hz are supported"
              .formatted(channels, rate, MOST_CHANNELS, HIGHEST_RATE));
    }
    long mask =
        frame.ch_layout().order() == AV_CHANNEL_ORDER_NATIVE ? frame.ch_layout().u_mask() : 0;
    // Mono, stereo, and layouts that a WAV file cannot express need no mask.
    boolean told = channels > 2 && mask > 0 && mask < 1L << 32;
    out.writeByte(Reply.HEADER);
    out.writeInt(rate);
    out.writeInt(channels);
    out.writeLong(told ? mask : -1);
  }

  private void convertFrom(AVFrame frame) throws RefusedException {
    format = frame.format();
    Ffmpeg.require(
        swr_alloc_set_opts2(
            converter,
            frame.ch_layout(),
            AV_SAMPLE_FMT_FLT,
            rate,
            frame.ch_layout(),
            format,
            rate,
            0,
            (Pointer) null),
        "its samples cannot be converted");
    Ffmpeg.require(swr_init(converter), "its samples cannot be converted");
  }
}
