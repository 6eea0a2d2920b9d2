package org.sirenaudio.fit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.sirenaudio.audio.ClipBlocks;
import org.sirenaudio.audio.ClipSource;

/** What the result of a fit follows from, as 32 bytes (SHA-256). */
final class Fingerprint {

  static final int BYTES = 32;

  private Fingerprint() {}

  /** Of the recording's samples, the configuration (but not the threads) and the plan. */
  static byte[] of(ClipSource clip, FitConfig config, FitPlan plan) {
    MessageDigest digest = sha256();
    String facts =
        "%s|%d|%d|%s|%s|%d|%d"
            .formatted(
                clip.sampleRate(),
                clip.channels(),
                clip.frames(),
                config.withThreads(0),
                plan.optimiser(),
                plan.density(),
                plan.steps());
    digest.update(facts.getBytes(UTF_8));
    for (FitPlan.Window window : plan.windows()) {
      digest.update(window.toString().getBytes(UTF_8));
    }
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * ClipBlocks.FRAMES);
    ClipBlocks.forEach(
        clip,
        0,
        (samples, first, from, to) -> {
          for (int c = 0; c < samples.channels(); c++) {
            bytes.clear().asFloatBuffer().put(samples.channel(c));
            digest.update(bytes.limit(Float.BYTES * samples.frames()));
          }
        });
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
