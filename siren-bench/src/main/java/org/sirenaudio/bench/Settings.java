package org.sirenaudio.bench;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param root the checkout
 * @param output the page to write
 * @param quick whether a rough look is enough
 */
record Settings(Path root, Path output, boolean quick) {

  static final String USAGE =
      """
      Usage: siren bench [--quick] [--output FILE]
             siren bench hyperparameters
      Measures the engine beside the machine's peak and beside PyTorch, and writes the page
      BENCHMARKS.md. Takes about ten minutes and wants the machine for itself.
            --quick         fewer rounds and smaller sizes, about two minutes
        -o, --output FILE   the page to write (default: BENCHMARKS.md in the checkout)
        -h, --help          show this help
      Others, each with a --help: "siren bench kills" kills fits and sees that they go on,
      "siren bench signals" fits 200 made sounds, "siren bench corpus" times a corpus of clips,
      "siren bench training" writes docs/training.md.
      """;

  /** Names the checkout; the launcher sets it. */
  private static final String ROOT = "siren.root";

  /** The checkout. */
  static Path checkout() {
    return Path.of(System.getProperty(ROOT, ".")).toAbsolutePath().normalize();
  }

  /**
   * Reads the command line.
   *
   * @return nothing if it asks for help
   * @throws IllegalArgumentException if it cannot be understood
   */
  static Optional<Settings> parse(String... args) {
    Path root = checkout();
    Path output = root.resolve("BENCHMARKS.md");
    boolean quick = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick" -> quick = true;
        case "-o", "--output" -> {
          i++;
          if (i == args.length) {
            throw new IllegalArgumentException(args[i - 1] + " needs a file");
          }
          output = Path.of(args[i]).toAbsolutePath();
        }
        case "-h", "--help" -> {
          return Optional.empty();
        }
        default -> throw new IllegalArgumentException("unknown option: " + args[i]);
      }
    }
    return Optional.of(new Settings(root, output, quick));
  }

  /** The command line again, without the output. */
  String command() {
    return "./siren bench" + (quick ? " --quick" : "");
  }
}
