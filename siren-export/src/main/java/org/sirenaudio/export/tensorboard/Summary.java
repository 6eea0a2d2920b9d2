package org.sirenaudio.export.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.export.Message;

/** The content of an event, with the field numbers of tensorflow/core/framework/summary.proto. */
final class Summary {
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int IMAGE = 4;
  private static final int AUDIO = 6;
  private static final int METADATA = 9;
  private static final int RGB = 3;

  private Summary() {}

  /** An event with some values. */
  static Message event(double seconds, int step, Message... values) {
    Message summary = new Message();
    for (Message value : values) {
      summary.put(1, value);
    }
    return new Message().putDouble(1, seconds).put(2, step).put(5, summary);
  }

  static Message scalar(String tag, double value) {
    return new Message().put(TAG, tag).putFloat(SIMPLE_VALUE, (float) value);
  }

  /** A sound as a 16-bit WAV file. */
  static Message audio(String tag, Clip clip) throws IOException {
    ByteArrayOutputStream wav = new ByteArrayOutputStream();
    clip.write(wav, Encoding.PCM_16);
    return new Message()
        .put(TAG, tag)
        .put(
            AUDIO,
            new Message()
                .putFloat(1, (float) clip.sampleRate())
                .put(2, clip.channels())
                .put(3, clip.frames())
                .put(4, wav.toByteArray())
                .put(5, "audio/wav"));
  }

  static Message image(String tag, Picture picture) {
    return new Message()
        .put(TAG, tag)
        .put(
            IMAGE,
            new Message()
                .put(1, picture.height())
                .put(2, picture.width())
                .put(3, RGB)
                .put(4, picture.png()));
  }

  /** Data for a TensorBoard plug-in. */
  static Message plugin(String tag, String plugin, Message content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.writeTo(bytes);
    Message data = new Message().put(1, plugin).put(2, bytes.toByteArray());
    return new Message().put(TAG, tag).put(METADATA, new Message().put(1, data));
  }
}
