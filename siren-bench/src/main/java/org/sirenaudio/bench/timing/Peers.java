package org.sirenaudio.bench.timing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The peers available here. */
public final class Peers {

  /** A Python with PyTorch or JAX, in place of the usual ones. */
  private static final String PYTHON = "SIREN_BENCH_PYTHON";

  private static final String NO_TORCH =
      "no Python with PyTorch (apt install python3-torch libopenblas0-pthread, or set "
          + PYTHON
          + " to the python of a virtual environment with it)";
  private static final String NO_JAX =
      "no Python with JAX (set " + PYTHON + " to the python of a virtual environment with it)";
  static final String NO_DJL =
      "not built (mvn -q -Pdjl -pl siren-bench/djl package, downloads 120 MB)";

  private Peers() {}

  /** PyTorch in Python, with a number of threads. */
  public static Peer torch(int threads) throws PeerException {
    return python(resource("networks.py") + resource("torch_peer.py"), threads, NO_TORCH);
  }

  /** JAX in Python, with a number of threads. */
  public static Peer jax(int threads) throws PeerException {
    return python(resource("jax_peer.py"), threads, NO_JAX);
  }

  private static Peer python(String own, int threads, String missing) throws PeerException {
    String script = own + resource("peer_loop.py");
    String chosen = System.getenv(PYTHON);
    List<String> pythons =
        chosen == null ? List.of("/usr/bin/python3", "python3") : List.of(chosen);
    PeerException last = new PeerException(missing);
    for (String python : pythons) {
      try {
        return Peer.start(
            List.of(python, "-c", script, Integer.toString(threads)), environment(threads));
      } catch (PeerException e) {
        last = new PeerException(missing, e);
      }
    }
    throw last;
  }

  /** PyTorch through DJL, with a number of threads. */
  public static Peer djl(Path root, int threads) throws PeerException {
    Path folder = root.resolve("siren-bench/djl/target");
    Path jar = folder.resolve("siren-bench-djl.jar");
    if (!Files.isReadable(jar)) {
      throw new PeerException(NO_DJL);
    }
    try {
      return Peer.start(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Dai.djl.offline=true",
              "-Dai.djl.pytorch.num_threads=" + threads,
              "-DDJL_CACHE_DIR=" + folder.resolve("cache"),
              "--enable-native-access=ALL-UNNAMED",
              "-jar",
              jar.toString()),
          environment(threads));
    } catch (PeerException e) {
      throw new PeerException("built, but it did not start", e);
    }
  }

  /** The libraries below a peer choose their own thread counts otherwise. */
  private static Map<String, String> environment(int threads) {
    String count = Integer.toString(threads);
    return Map.of(
        "OMP_NUM_THREADS", count,
        "MKL_NUM_THREADS", count,
        "OPENBLAS_NUM_THREADS", count,
        "OPT_OUT_TRACKING", "true");
  }

  private static String resource(String name) {
    try (InputStream in = Peers.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }
}
