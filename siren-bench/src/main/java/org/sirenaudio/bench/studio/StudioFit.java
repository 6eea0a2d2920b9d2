package org.sirenaudio.bench.studio;

import java.io.IOException;

/**
 * A fit run by a studio.
 *
 * @param server the studio
 * @param id its name in requests
 */
record StudioFit(StudioServer server, String id) {

  private static final String ID = "\"id\":\"([0-9a-f]{16})\"";
  private static final long MOST_MILLIS = 600_000;

  /**
   * Starts a fit of the studio's first recording.
   *
   * @param words the form's values
   */
  static StudioFit start(StudioServer server, String words) throws IOException {
    String entry =
        StudioServer.found(
            "(\\{[^{}]*\"kind\":\"recording\"[^{}]*\\})", server.get("/api/library"));
    String recording = StudioServer.found(ID, entry);
    String answer = server.form("/api/fits", "recording=" + recording + "&" + words);
    return new StudioFit(server, StudioServer.found(ID, answer));
  }

  String answer() throws IOException {
    return server.get("/api/fits/" + id);
  }

  /** Waits for its end, and returns its duration by its own clock. */
  double seconds() throws IOException {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < 1_000_000 * MOST_MILLIS) {
      String answer = answer();
      if (answer.contains("\"state\":\"done\"")) {
        return Double.parseDouble(
            StudioServer.found("\"elapsedSeconds\":([0-9.E-]+)", answer + "\"elapsedSeconds\":0"));
      }
      if (!answer.contains("\"state\":\"running\"")) {
        throw new IOException("unexpected end of the fit: " + answer);
      }
      pause(100);
    }
    throw new IOException("the fit did not end in " + MOST_MILLIS / 1000 + " s");
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
