package org.sirenaudio.bench.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sirenaudio.bench.console.Console;
import org.sirenaudio.bench.console.KillsOption;
import org.sirenaudio.bench.console.RecordingOption;
import org.sirenaudio.bench.console.StepsOption;
import org.sirenaudio.bench.console.TemporaryFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Kills {@code ./siren studio} with SIGKILL at random moments of its fits, during an upload,
 * restarts it, and compares the fits' results with an uninterrupted one.
 */
@Command(
    name = "studio-kills",
    description = {
      "Kills the studio in the middle of fits and checks that it loses none.",
      "Kills the studio at a random moment of a fit as kill -9 does, during an upload, and restarts"
          + " it: the fit must produce the same file as an uninterrupted one, and no partial file"
          + " may be left."
    })
public final class StudioKills implements Callable<Integer> {

  private static final long SEED = 1;
  private static final Set<String> OF_A_FIT =
      Set.of("fit.properties", "growth.csv", "history.csv", "model.safetensors");

  @Mixin private final KillsOption count = new KillsOption();

  @Mixin private final StepsOption length = new StepsOption(100);

  @Mixin private final RecordingOption recording = new RecordingOption();

  private StudioKills() {}

  @Override
  public Integer call() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path data = folder.resolve("data");
      byte[] sound = Files.readAllBytes(recording.file());
      byte[] half = Arrays.copyOf(sound, sound.length / 2);
      String words = "quality=balanced&steps=" + length.steps();
      double whole;
      byte[] expected;
      try (StudioServer server = new StudioServer(data, recording.file())) {
        double before = server.processorSeconds();
        StudioFit fit = StudioFit.start(server, words);
        fit.seconds();
        whole = server.processorSeconds() - before;
        expected = Files.readAllBytes(model(data, fit.id()));
        Console.say("an uninterrupted fit takes %.1f s of CPU time".formatted(whole));
      }
      SplittableRandom random = new SplittableRandom(SEED);
      int same = 0;
      int leftovers = 0;
      StudioServer server = new StudioServer(data, recording.file());
      try {
        for (int i = 1; i <= count.kills(); i++) {
          double before = server.processorSeconds();
          StudioFit fit = StudioFit.start(server, words);
          double moment = random.nextDouble(whole);
          server.uploadHalf(half);
          while (server.processorSeconds() - before < moment
              && fit.answer().contains("\"running\"")) {
            StudioFit.pause(5);
          }
          server.kill();
          boolean finished = Files.exists(model(data, fit.id()));
          server = new StudioServer(data, recording.file());
          StudioFit again = new StudioFit(server, fit.id());
          again.seconds();
          boolean alike = Arrays.equals(expected, Files.readAllBytes(model(data, fit.id())));
          same += alike ? 1 : 0;
          List<String> left = leftovers(data, fit.id());
          leftovers += left.isEmpty() ? 0 : 1;
          Console.say(
              "%d: killed after %.2f s%s: %s%s"
                  .formatted(
                      i,
                      moment,
                      finished ? ", finished" : "",
                      alike ? "the same file" : "NOT the same file",
                      left.isEmpty() ? "" : ", LEFT " + left));
        }
      } finally {
        server.close();
      }
      Console.say(
          "%d of %d the same file, %d with partial files left"
              .formatted(same, count.kills(), leftovers));
      return same == count.kills() && leftovers == 0 ? 0 : Console.FAILED;
    }
  }

  private static Path model(Path data, String fit) {
    return data.resolve("fits").resolve(fit).resolve("model.safetensors");
  }

  /** Names of files that should not be in a fit's folder or among the uploads. */
  private static List<String> leftovers(Path data, String fit) throws IOException {
    try (Stream<Path> own = Files.list(data.resolve("fits").resolve(fit));
        Stream<Path> uploads = Files.list(data.resolve("recordings"))) {
      return Stream.concat(
              own.map(file -> String.valueOf(file.getFileName()))
                  .filter(name -> !OF_A_FIT.contains(name)),
              // None was complete.
              uploads.map(file -> String.valueOf(file.getFileName())))
          .collect(Collectors.toList());
    }
  }
}
