package org.sirenaudio.fit.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.data.ClipAnalysis;
import org.sirenaudio.fit.plan.FitPlan;
import org.sirenaudio.fit.plan.PlannedWindow;
import org.sirenaudio.io.Hashes;
import org.sirenaudio.network.NetworkSpec;

/** Identifies a fit by its inputs, as 32 bytes (SHA-256). */
public final class Fingerprint {

  /** Its length. */
  public static final int BYTES = 32;

  private Fingerprint() {}

  /** Of the recording's samples, the configuration (except threads) and the plan. */
  public static byte[] of(ClipAnalysis clip, FitConfig config, FitPlan plan) {
    MessageDigest digest = Hashes.sha256();
    digest.update(clip.digest());
    String wanted = config.withThreads(1) + "|" + plan.training() + "|" + plan.oversampling();
    digest.update(wanted.getBytes(UTF_8));
    // Most windows share a network: each distinct one is written once.
    Map<NetworkSpec, byte[]> networks = new HashMap<>();
    ByteBuffer place = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
    for (PlannedWindow window : plan.windows()) {
      digest.update(place.clear().putLong(window.firstFrame()).putInt(window.frames()).flip());
      digest.update(
          networks.computeIfAbsent(window.network(), spec -> spec.toString().getBytes(UTF_8)));
    }
    return digest.digest();
  }
}
