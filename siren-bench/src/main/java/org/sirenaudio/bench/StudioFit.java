package org.sirenaudio.bench;

import java.io.IOException;

/**
 * A fit that a studio runs.
 *
 * @param server that runs it
 * @param id its name in requests
 */
record StudioFit(StudioServer server, String id) {

  private static final String ID = "\"id\":\"([0-9a-f]{16})\"";
  private static final long MOST_MILLIS = 600_000;

  /**
   * Starts one of the studio's first recording.
   *
   * @param words how, as its page's form says it
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

  /** Waits for its end, and says how many seconds it took by its own clock. */
  double seconds() throws IOException {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < 1_000_000 * MOST_MILLIS) {
      String answer = answer();
      if (answer.contains("\"state\":\"done\"")) {
        return Double.parseDouble(
            StudioServer.found("\"elapsedSeconds\":([0-9.E-]+)", answer + "\"elapsedSeconds\":0"));
      }
      if (!answer.contains("\"state\":\"running\"")) {
        throw new IOException("the fit ended otherwise: " + answer);
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
