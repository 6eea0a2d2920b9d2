package org.sirenaudio.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.command.ExitCode;

/**
 * Files that no decoder gets over, and libraries that are not there: one line, and in a corpus one
 * row.
 */
@Isolated("it kills the decoders that it finds")
class DecodingFailureTest {

  private static final String FIT = "--steps 2 --no-plot --no-rendering";

  @TempDir Path folder;
  private Path corpus = Path.of("");
  private Path bad = Path.of("");

  @BeforeEach
  void aCorpusOfOneGoodRecording() throws IOException {
    corpus = Files.createDirectory(folder.resolve("corpus"));
    Sounds.write(Sounds.tone(1, 2000), corpus.resolve("good.wav"));
    bad = corpus.resolve("bad.flac");
  }

  private List<Object> words(String command) {
    List<Object> words = new ArrayList<>(List.of(command.split(" ")));
    words.add(command.equals("corpus fit") ? corpus : bad);
    if (!command.equals("info")) {
      words.addAll(List.of("-o", folder.resolve("out")));
      words.addAll(Arrays.asList(FIT.split(" ")));
      words.removeIf(word -> command.equals("corpus fit") && word.toString().startsWith("--no"));
    }
    return words;
  }

  private void refused(String command, String reason) {
    CommandRun run = CommandRun.of(words(command).toArray());
    if (command.equals("corpus fit")) {
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BAD_DATA);
      assertThat(run.out()).contains("1 fitted", "1 failed");
      assertThat(run.err())
          .contains("1 recording could not be fitted; the first: bad.flac: ")
          .contains(reason)
          .hasLineCount(1);
    } else {
      assertThat(run.failed(ExitCode.BAD_DATA).err()).contains(bad + ": ").contains(reason);
    }
  }

  /** A decoder that exits silently, as after a crash. */
  @ParameterizedTest
  @ValueSource(strings = {"fit", "info", "corpus fit"})
  void aCrashedDecoderIsReported(String command) throws IOException, InterruptedException {
    Path tone = Sounds.write(Sounds.tone(1, 4000), folder.resolve("tone.wav"));
    Path flac = folder.resolve("tone.flac");
    CommandRun.of("downsample", tone, "--factor", 2, "-o", flac, "-q").done();
    Files.copy(flac, bad);
    Thread killer = Thread.ofPlatform().start(() -> whenDecoding(ProcessHandle::destroyForcibly));
    refused(command, "cannot be decoded: FFmpeg crashed on it");
    killer.join();
  }

  private static void whenDecoding(Consumer<ProcessHandle> deed) {
    for (int tries = 0; tries < 20_000; tries++) {
      List<ProcessHandle> decoders =
          ProcessHandle.current()
              .children()
              .filter(
                  child ->
                      Stream.of(child.info().arguments().orElse(new String[0]))
                          .anyMatch("decode"::equals))
              .toList();
      decoders.forEach(deed);
      if (!decoders.isEmpty()) {
        return;
      }
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Monkey's Audio of 60 million frames, whose index alone has 1.9 GB. */
  @ParameterizedTest
  @ValueSource(strings = {"fit", "info", "corpus fit"})
  void aFileThatExceedsTheDecodersMemoryIsReported(String command) throws IOException {
    int frames = 60_000_000;
    ByteBuffer file = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    file.put("MAC ".getBytes(US_ASCII)).putShort((short) 3990).putShort((short) 0);
    file.putInt(52).putInt(24).putInt(4 * frames).position(52);
    file.putShort((short) 2000).putShort((short) 0).putInt(73_728).putInt(73_728).putInt(frames);
    file.putShort((short) 16).putShort((short) 1).putInt(8000);
    sparse(file, 1000);
    refused(command, "Cannot allocate memory");
  }

  /** A header of half a gigabyte, byte by byte. */
  @Test
  void aDecoderWithoutProgressIsKilled() throws IOException {
    ByteBuffer file = ByteBuffer.allocate(1024);
    file.put("caff".getBytes(US_ASCII)).putInt(0x10000);
    file.put("desc".getBytes(US_ASCII)).putLong(32).putDouble(8000);
    file.put("lpcm".getBytes(US_ASCII)).putInt(0).putInt(2).putInt(1).putInt(1).putInt(16);
    sparse(file, 500_000_000L);
    refused("corpus fit", "cannot be decoded: FFmpeg hangs");
  }

  private void sparse(ByteBuffer begin, long zeros) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(bad.toFile(), "rw")) {
      file.setLength(file.getChannel().write(begin.flip()) + zeros);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fit", "info", "corpus fit"})
  void missingNativeLibrariesAreReported(String command) throws IOException, InterruptedException {
    Files.write(bad, "fLaC".getBytes(US_ASCII));
    Process process =
        CommandProcess.startWithout("/ffmpeg-[^/]*-linux-x86_64\\.jar", words(command).toArray());
    String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor())
        .as(said)
        .isEqualTo(command.equals("corpus fit") ? ExitCode.BAD_DATA : ExitCode.UNAVAILABLE);
    assertThat(said.lines().filter(line -> line.startsWith("siren: ")))
        .singleElement()
        .asString()
        .contains("org.bytedeco:ffmpeg");
  }
}
