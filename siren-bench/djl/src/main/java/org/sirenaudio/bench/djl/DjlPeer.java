package org.sirenaudio.bench.djl;

import ai.djl.engine.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Answers each line {@code step|forward siren layers width frames seconds} with the mean seconds
 * per run, over at least that long, and any other kind of network with a refusal. The first line of
 * output identifies the library.
 */
final class DjlPeer {

  private DjlPeer() {}

  public static void main(String[] args) throws IOException {
    Engine engine = Engine.getInstance();
    System.out.printf(
        "ready DJL %s with %s %s%n",
        Engine.getDjlVersion(), engine.getEngineName(), engine.getVersion());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String shape = "";
    @Nullable SineNetwork network = null;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", 6);
      if (!words[1].equals("siren")) {
        System.out.println("! only SIRENs are measured");
        continue;
      }
      String wanted = words[2] + " " + words[3] + " " + words[4];
      if (network == null || !wanted.equals(shape)) {
        if (network != null) {
          network.close();
        }
        network =
            new SineNetwork(
                Integer.parseInt(words[2]), Integer.parseInt(words[3]), Integer.parseInt(words[4]));
        shape = wanted;
      }
      System.out.println(seconds(network, words[0], Double.parseDouble(words[5])));
    }
  }

  private static double seconds(SineNetwork network, String task, double atLeast) {
    long start = System.nanoTime();
    int runs = 0;
    double elapsed = 0;
    while (elapsed < atLeast || runs == 0) {
      float result = task.equals("step") ? network.step() : network.forward();
      if (!Float.isFinite(result)) {
        throw new IllegalStateException("the peer's result is not finite");
      }
      runs++;
      elapsed = 1e-9 * (System.nanoTime() - start);
    }
    return elapsed / runs;
  }
}
