package org.sirenaudio.codecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.codecs.child.ChildBatch;
import org.sirenaudio.error.BadDataException;

/**
 * Mutated files end in samples or in one line, and none takes over ten seconds. All of them are
 * decoded as in the child, but many by one process, since starting it takes a hundred times as long
 * as decoding; one file in fifty, and each that such a process does not survive, is read as users
 * read it.
 */
class MutatedFilesIT {

  private static final int FILES = Integer.getInteger("siren.mutations", 20_000);
  private static final long SEED = Long.getLong("siren.mutationsSeed", 1);
  private static final int BATCH = 100;
  private static final int READ_ONE_OF = 50;
  private static final long LONGEST_SECONDS = 10;
  private static final int READ_AGAIN = 3;

  @TempDir Path folder;

  private final Map<String, Integer> ends = new TreeMap<>();
  private long longestMillis;

  @Test
  void mutatedFilesGiveSamplesOrAOneLineError() throws IOException, InterruptedException {
    List<byte[]> originals = originals();
    Random random = new Random(SEED);
    for (int done = 0; done < FILES; done += BATCH) {
      List<Path> files = new ArrayList<>();
      for (int i = 0; i < Math.min(BATCH, FILES - done); i++) {
        byte[] bytes = mutated(originals.get((done + i) % originals.size()), random);
        files.add(Files.write(folder.resolve("mutated-" + i), bytes));
      }
      decode(files);
      for (int i = 0; i < files.size(); i += READ_ONE_OF) {
        read(files.get(i), "read");
      }
    }
    System.out.printf("%d mutated files: %s; longest %d ms%n", FILES, ends, longestMillis);
  }

  private List<byte[]> originals() throws IOException, InterruptedException {
    Media media = new Media(folder);
    Path source = media.source(2, 22_050, Encoding.PCM_16);
    List<byte[]> all = new ArrayList<>();
    for (String words :
        List.of(
            "a.flac",
            "a.mp3",
            "-c:a libopus a.opus",
            "-movie_timescale 22050 a.m4a",
            "-c:a vorbis -strict -2 a.ogg",
            "-c:a alac b.m4a",
            "-write_xing 0 b.mp3",
            "-c:a flac -f ogg b.oga")) {
      List<String> command = new ArrayList<>(List.of("-i", source.toString(), "-t", "0.3"));
      command.addAll(List.of(words.split(" ")));
      media.ffmpeg(command.toArray(String[]::new));
      all.add(Files.readAllBytes(folder.resolve(command.getLast())));
    }
    return all;
  }

  /**
   * Bytes changed, bits turned, parts cut out, doubled or filled; headers more often than the rest.
   */
  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int times = 1 + random.nextInt(8); times > 0; times--) {
      int reach = random.nextBoolean() ? Math.min(400, bytes.length) : bytes.length;
      int at = random.nextInt(reach);
      int count = Math.min(bytes.length - at, 1 + random.nextInt(64));
      switch (random.nextInt(7)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(bytes, at, at + count, (byte) (random.nextBoolean() ? 0 : -1));
        case 3 -> bytes[at] = (byte) (random.nextBoolean() ? 0x7F : 0x80);
        case 4 -> bytes = Arrays.copyOf(bytes, Math.max(20, bytes.length - random.nextInt(reach)));
        case 5 ->
            System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - count + 1), count);
        default -> {
          byte[] noise = new byte[count];
          random.nextBytes(noise);
          System.arraycopy(noise, 0, bytes, at, count);
        }
      }
    }
    return bytes;
  }

  private void decode(List<Path> files) throws IOException, InterruptedException {
    int next = 0;
    while (next < files.size()) {
      Process process = batch();
      try (PrintStream names =
              new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
          BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        boolean alive = true;
        while (alive && next < files.size()) {
          names.println(files.get(next));
          String line = answer(process, lines);
          if (line == null) {
            alive = false;
            read(files.get(next), "crashed");
          } else {
            String end = line.substring(0, line.indexOf(' '));
            long millis = Long.parseLong(line.substring(line.indexOf(' ') + 1));
            if (isLong(millis)) {
              read(files.get(next), end + " late");
            } else {
              count(end, millis);
            }
          }
          next++;
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** A line; null from a process that ends or does not answer. */
  private static String answer(Process process, BufferedReader lines) throws IOException {
    Thread watch =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    TimeUnit.SECONDS.sleep(6 * LONGEST_SECONDS);
                    process.destroyForcibly();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    String line = lines.readLine();
    watch.interrupt();
    return line;
  }

  private static Process batch() throws IOException {
    String limits =
        "ulimit -v " + ChildProcess.MEMORY_MIB * 1024 + " && ulimit -c 0 && exec \"$@\"";
    return new ProcessBuilder(
            "/bin/sh",
            "-c",
            limits,
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompressedClassSpaceSize=32m",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:ErrorFile=/dev/null",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.bytedeco.javacpp.cachedir=" + LibraryCache.folder(),
            "-cp",
            System.getProperty("java.class.path"),
            ChildBatch.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /**
   * As a user reads it. A machine that is busy with something else may hold any file up: one that
   * takes long is read again, and the least time counts.
   */
  private void read(Path file, String how) throws IOException {
    long least = Long.MAX_VALUE;
    String end = "";
    for (int times = 0; times < READ_AGAIN && isLong(least); times++) {
      long begun = System.nanoTime();
      try {
        assertThat(Clip.read(file).frames()).isPositive();
        end = "samples";
      } catch (BadDataException e) {
        assertThat(e.getMessage()).startsWith(file + ": ").hasLineCount(1);
        end = "a line";
      }
      least = Math.min(least, (System.nanoTime() - begun) / 1_000_000);
    }
    count(how + ", " + end, least);
  }

  private static boolean isLong(long millis) {
    return millis >= 1000 * LONGEST_SECONDS;
  }

  private void count(String end, long millis) {
    ends.merge(end, 1, Integer::sum);
    longestMillis = Math.max(longestMillis, millis);
    assertThat(isLong(millis)).as("%s after %d ms", end, millis).isFalse();
  }
}
