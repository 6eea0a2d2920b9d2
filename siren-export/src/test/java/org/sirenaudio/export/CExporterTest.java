package org.sirenaudio.export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/** What exported C sources compute, beside the renderer. */
class CExporterTest {
  private static final int INSTANTS = 10_000;
  private static final Map<String, ClipModel> MODELS = Samples.models();

  /** Reads instants, writes what {@code siren_at} says of them. */
  private static final String MAIN =
      """
      #include <stdio.h>

      float siren_at(double seconds, int channel);
      extern const int siren_channels;

      int main(int count, char **names) {
        FILE *in = fopen(names[1], "rb");
        FILE *out = fopen(names[2], "wb");
        double seconds;
        int failed = count != 3 || in == NULL || out == NULL;
        while (!failed && fread(&seconds, sizeof seconds, 1, in) == 1) {
          int c;
          for (c = 0; c < siren_channels; c++) {
            float value = siren_at(seconds, c);
            fwrite(&value, sizeof value, 1, out);
          }
          failed = siren_at(seconds, siren_channels) != 0 || siren_at(seconds, -1) != 0;
        }
        return failed || fclose(out) != 0;
      }
      """;

  @TempDir private Path folder;

  static Stream<String> models() {
    return MODELS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void theProgramMatchesTheRenderer(String name) throws Exception {
    Tool.assumeGcc();
    ClipModel model = MODELS.get(name);
    double[] instants = Samples.instants(model, INSTANTS);
    float[][] amplitudes = run(model, instants);
    Differences.check(name, Renderer.of(model).atInstants(instants), amplitudes);
  }

  @Test
  void instantsBeyondTheEndsAreClamped() throws Exception {
    Tool.assumeGcc();
    double end = MODELS.get("many stereo").seconds();
    float[][] out =
        run(MODELS.get("many stereo"), new double[] {-1, -1e300, end + 1, 1e300, 0, end});
    assertThat(out[0]).isEqualTo(out[4]);
    assertThat(out[1]).isEqualTo(out[4]);
    assertThat(out[2]).isEqualTo(out[5]);
    assertThat(out[3]).isEqualTo(out[5]);
  }

  /** The program in docs/export.md. */
  @Test
  void theGuidesExampleRuns() throws Exception {
    Tool.assumeGcc();
    List<String> guide = Files.readAllLines(Path.of("../docs/export.md"));
    List<String> rest = guide.subList(guide.indexOf("```c") + 1, guide.size());
    String main = String.join("\n", rest.subList(0, rest.indexOf("```"))) + "\n";
    ClipModel model = MODELS.get("many stereo");
    Process process = new ProcessBuilder(compiled(model, main).toString()).start();
    String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
    float[][] expected = Renderer.of(model).atInstants(new double[] {0.001});
    assertThat(output)
        .isEqualTo("2 channels, %.3f s\n%.6f\n".formatted(model.seconds(), expected[0][0]));
  }

  @Test
  void theSourceDoesNotDependOnTheLocale() throws IOException {
    String text = exported(MODELS.get("widths"));
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(exported(MODELS.get("widths")).equals(text)).isTrue();
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String exported(ClipModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new CExporter().write(model, out);
    return out.toString(US_ASCII);
  }

  /** {@code [instants][channels]}. */
  private float[][] run(ClipModel model, double[] instants) throws Exception {
    Path program = compiled(model, MAIN);
    Path in = folder.resolve("instants");
    Path out = folder.resolve("amplitudes");
    Differences.write(instants, in);
    Tool.run(program.toString(), in.toString(), out.toString());
    return Differences.read(out, model.channels());
  }

  private Path compiled(ClipModel model, String mainText) throws Exception {
    Path source = Files.writeString(folder.resolve("model.c"), exported(model));
    Path main = Files.writeString(folder.resolve("main.c"), mainText);
    Path program = folder.resolve("program");
    String flags = "-std=c99 -O1 -Wall -Wextra -Werror -pedantic -Wshadow -Wconversion -o";
    Tool.run(
        Stream.of(
                Stream.of(Tool.GCC),
                Stream.of(flags.split(" ")),
                Stream.of(program, source, main).map(Path::toString),
                Stream.of("-lm"))
            .flatMap(words -> words)
            .toArray(String[]::new));
    return program;
  }
}
