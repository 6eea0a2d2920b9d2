package org.sirenaudio.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Exit codes, following sysexits.h and shell conventions. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int USAGE = 2;
  public static final int BAD_DATA = 65;
  public static final int NO_INPUT = 66;
  public static final int UNAVAILABLE = 69;
  public static final int CANNOT_FIT = 70;
  public static final int CANNOT_CREATE = 73;
  public static final int IO_ERROR = 74;
  public static final int INTERRUPTED = 130;

  /** Java's own on SIGTERM. */
  public static final int TERMINATED = 143;

  /** The codes with their meanings, in order, in picocli's format. */
  public static final Map<String, String> MEANINGS = meanings();

  private ExitCode() {}

  private static Map<String, String> meanings() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("0", "done");
    all.put("2", "bad usage");
    all.put("65", "bad data (of a corpus, in some recordings; the rest is done)");
    all.put("66", "no such input");
    all.put("69", "a required component is missing");
    all.put("70", "the fit did not converge");
    all.put("73", "an output cannot be created");
    all.put("74", "I/O error");
    all.put("130", "interrupted (Ctrl-C)");
    all.put("143", "terminated (SIGTERM)");
    return Collections.unmodifiableMap(all);
  }
}
