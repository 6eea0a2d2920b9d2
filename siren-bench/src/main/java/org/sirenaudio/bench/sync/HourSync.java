package org.sirenaudio.bench.sync;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.audio.WavFormat;
import org.sirenaudio.audio.WavWriter;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.sync.Synchronisation;
import org.sirenaudio.sync.Synchroniser;

/** Synchronises two files, writes a third, and prints the resources used: for {@link HourTrial}. */
final class HourSync {

  private HourSync() {}

  public static void main(String[] files) throws IOException {
    long start = System.nanoTime();
    ClipSource reference = ClipSource.open(Path.of(files[0]));
    ClipSource other = ClipSource.open(Path.of(files[1]));
    Synchronisation found = Synchroniser.of(reference, other);
    double seconds = 1e-9 * (System.nanoTime() - start);
    WavFormat format = WavFormat.of(reference.sampleRate(), 1, Encoding.PCM_16);
    try (WavWriter writer = WavWriter.to(Path.of(files[2]), format, reference.frames(), true)) {
      found.renderer(other).stream(
          reference.sampleRate(),
          new Renderer.Span(0, reference.frames()),
          (block, count) -> writer.write(block, 0, count));
    }
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.out.println(
        String.format(
            Locale.ROOT,
            "%.3f,%.3f,%.3f,%.10f,%.7f",
            seconds,
            1e-9 * (System.nanoTime() - start),
            1e-9 * system.getProcessCpuTime(),
            found.offsetSeconds(),
            found.ratePpm()));
  }
}
