package org.sirenaudio.loss;

import java.util.List;
import java.util.Locale;

/** The losses by name. */
public final class Losses {
  private static final List<Loss> ALL =
      List.of(new MseLoss(), new L1Loss(), new MultiResolutionStftLoss(), new HybridLoss());

  private Losses() {}

  /** The names known to {@link #byName}: mse, l1, stft, hybrid. */
  public static List<String> names() {
    return ALL.stream().map(Loss::name).toList();
  }

  /**
   * Finds a loss by name, case-insensitively.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the names
   */
  public static Loss byName(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(loss -> loss.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no loss named '%s'; choose one of %s"
                        .formatted(name, String.join(", ", names()))));
  }
}
