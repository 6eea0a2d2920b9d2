package org.sirenaudio.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fitting and rendering in memory that the recording alone would fill. */
class HourIT {
  private static final int RATE = 44_100;
  private static final int SECONDS = 3600;

  @TempDir private Path folder;

  @Test
  void anHourAt44kHzIsFittedAndRenderedWithinOneGigabyte() throws Exception {
    Path recording = recording();
    Path model = folder.resolve("hour.safetensors");
    run("fit", recording, "--quality", "draft", "--no-rendering", "--no-plot", "-q");
    assertThat(model).isNotEmptyFile();
    Path rendering = folder.resolve("hour-rendered.wav");
    run("render", model, "--encoding", "pcm_16", "--no-dither", "-o", rendering, "-q");
    assertThat(rendering).hasSize(Files.size(recording));
  }

  private void run(Object... words) throws IOException, InterruptedException {
    Process process = CommandProcess.startWith("-Xmx1g", words);
    String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  /** A tone of one second each half hour; the silence between takes no space on disk. */
  private Path recording() throws IOException {
    int bytes = 2 * RATE * SECONDS;
    ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(US_ASCII)).putInt(36 + bytes).put("WAVEfmt ".getBytes(US_ASCII));
    header.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    header.putShort((short) 2).putShort((short) 16).put("data".getBytes(US_ASCII)).putInt(bytes);
    ByteBuffer tone = ByteBuffer.allocate(2 * RATE).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < RATE; i++) {
      tone.putShort((short) Math.round(16_000 * Math.sin(2 * Math.PI * 440 * i / RATE)));
    }
    Path file = folder.resolve("hour.wav");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(header.flip());
      for (int second : new int[] {0, SECONDS / 2, SECONDS - 1}) {
        channel.write(tone.rewind(), 44 + 2L * RATE * second);
      }
    }
    return file;
  }
}
