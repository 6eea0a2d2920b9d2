package org.sirenaudio.dist;

import java.io.IOException;

/** The package's launcher: the checkout's, without the parts that find a JDK and build. */
final class Launcher {
  private static final String BEGIN = "#<checkout\n";
  private static final String END = "#>checkout\n";

  private Launcher() {}

  /**
   * @param script the checkout's launcher, with its own parts between markers
   * @param own replacement for the last of those parts
   */
  static String ofPackage(String script, String own) throws IOException {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int begin = script.indexOf(BEGIN); begin >= 0; begin = script.indexOf(BEGIN, from)) {
      int end = script.indexOf(END, begin);
      if (end < 0) {
        throw new IOException("siren: a part starts with " + BEGIN.strip() + " but does not end");
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
