package org.sirenaudio.cli.doctor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A missing component.
 *
 * @param what its name
 * @param needed whether an installation is incomplete without it; else it is optional
 * @param effect what does not work, or how
 * @param remedy how to get it
 */
record Missing(String what, boolean needed, String effect, String remedy) {

  Map<String, Object> json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("what", what);
    all.put("needed", needed);
    all.put("effect", effect);
    all.put("remedy", remedy);
    return all;
  }

  String text() {
    return "%s %s: %s; %s".formatted(needed ? "MISSING" : "without", what, effect, remedy);
  }
}
