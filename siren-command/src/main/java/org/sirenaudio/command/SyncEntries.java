package org.sirenaudio.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.sirenaudio.sync.Jump;
import org.sirenaudio.sync.Synchronisation;

/** The result of a synchronisation, under the keys used by programs and the studio's page. */
public final class SyncEntries {
  private SyncEntries() {}

  /**
   * Returns the entries.
   *
   * @param timeReference the offset by the files' own time references, in seconds
   */
  public static Map<String, Object> of(Synchronisation found, OptionalDouble timeReference) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("offsetSeconds", found.offsetSeconds());
    all.put("offsetSecondsUncertainty95", found.offsetUncertainty95());
    all.put("ratePpm", found.ratePpm());
    all.put("ratePpmUncertainty95", found.rateUncertainty95());
    all.put("driftFreedom", found.driftFreedom());
    all.put("driftSeconds", drift(found));
    all.put("overlapStartSeconds", found.overlapStart());
    all.put("overlapEndSeconds", found.overlapEnd());
    all.put("agreement", found.agreement());
    all.put("jumps", found.jumps().stream().map(SyncEntries::of).toList());
    timeReference.ifPresent(offset -> all.put("timeReferenceOffsetSeconds", offset));
    return all;
  }

  private static Map<String, Object> of(Jump jump) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("seconds", jump.seconds());
    all.put("frame", jump.frame());
    all.put("frames", jump.frames());
    return all;
  }

  /** The maximum deviation of the clock from the straight line, in seconds. */
  public static double drift(Synchronisation found) {
    double most = 0;
    double slope = 1 + 1e-6 * found.ratePpm();
    for (Synchronisation.Lag lag : found.lags()) {
      double line = (lag.seconds() - found.offsetSeconds()) / slope;
      most = Math.max(most, Math.abs(found.toOther().at(lag.seconds()) - line));
    }
    return found.driftFreedom() == 0 ? 0 : most;
  }
}
