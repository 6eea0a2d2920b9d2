package org.sirenaudio.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.bench.sync.Material;
import org.sirenaudio.bench.sync.Setting;
import org.sirenaudio.bench.sync.Trial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** trial */
@Command(name = "sync", description = "trial")
final class SyncFigures implements Callable<Integer> {
  @Option(names = "--only", description = "x")
  private List<Setting> only = List.of(Setting.values());

  @Option(names = "--cases", description = "x")
  private int cases = 40;

  @Option(names = "--results", description = "x")
  private java.nio.file.Path results = java.nio.file.Path.of("r.csv");

  @Option(names = "--first", description = "x")
  private int first = 1;

  @Override
  public Integer call() throws IOException {
    Material material =
        new Material(
            List.of(
                Clip.read(Checkout.file("../shared/data/gt_bach.wav")),
                Clip.read(Checkout.file("../shared/data/gt_counting.wav")),
                Clip.read(Checkout.file("examples/speech.wav"))));
    for (Setting setting : only) {
      for (int n = first; n < first + cases; n++) {
        long start = System.nanoTime();
        var pair = setting.pair(material, n);
        double made = 1e-9 * (System.nanoTime() - start);
        Trial t = Trial.of(pair, setting.bounded());
        java.nio.file.Files.writeString(
            results,
            setting + "," + n + "," + t.line() + "\n",
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.APPEND);
        System.out.printf(
            "%-10s %3d off %8.3f us (u %7.3f, b %7.3f) rate %8.4f ppm (u %7.4f b %7.4f) max %7.2f vary %7.2f us  peer %8.2f us %8.3f ppm  k=%2.0f jumps %+.0f place %.4f s length %+.0f  %.1f s (made %.1f)%n",
            setting,
            n,
            1e6 * t.offsetError(),
            1e6 * t.offsetUncertainty95(),
            1e6 * t.boundOffset(),
            t.rateError(),
            t.rateUncertainty95(),
            t.boundRate(),
            1e6 * t.largestError(),
            1e6 * t.largestVarying(),
            1e6 * t.peerOffsetError(),
            t.peerRateError(),
            t.freedom(),
            t.jumps(),
            t.placeError(),
            t.lengthError(),
            t.seconds(),
            made);
      }
    }
    return 0;
  }
}
