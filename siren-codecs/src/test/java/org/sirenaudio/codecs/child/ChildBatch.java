package org.sirenaudio.codecs.child;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Decodes many files, one after the other, as {@link Child} does one: names come in on stdin, and a
 * line each goes out, with what came of it and in how many milliseconds.
 */
public final class ChildBatch {

  private ChildBatch() {}

  public static void main(String[] words) throws IOException {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    PrintStream out = System.out;
    BufferedReader names =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String name = names.readLine(); name != null; name = names.readLine()) {
      long begun = System.nanoTime();
      String end = "samples";
      try (DataOutputStream nowhere = new DataOutputStream(OutputStream.nullOutputStream())) {
        Decoding.run("file:" + name, 1, false, nowhere);
      } catch (RefusedException e) {
        end = String.valueOf((char) e.reply());
      }
      out.println(end + " " + (System.nanoTime() - begun) / 1_000_000);
      out.flush();
    }
    Runtime.getRuntime().halt(0);
  }
}
