package org.sirenaudio.dist;

import java.io.IOException;

/** The package's launcher: the checkout's, without what finds a JDK and builds. */
final class Launcher {
  private static final String BEGIN = "#<checkout\n";
  private static final String END = "#>checkout\n";

  private Launcher() {}

  /**
   * @param script the checkout's launcher, with what is its own between marks
   * @param own what stands instead of the last of those parts
   */
  static String ofPackage(String script, String own) throws IOException {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int begin = script.indexOf(BEGIN); begin >= 0; begin = script.indexOf(BEGIN, from)) {
      int end = script.indexOf(END, begin);
      if (end < 0) {
        throw new IOException("siren: a part begins with " + BEGIN.strip() + " and does not end");
      }
      text.append(script, from, begin);
      from = end + END.length();
      if (script.indexOf(BEGIN, from) < 0) {
        text.append(own);
      }
    }
    return text.append(script.substring(from)).toString();
  }
}
