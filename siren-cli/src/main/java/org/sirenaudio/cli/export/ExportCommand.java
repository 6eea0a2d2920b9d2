package org.sirenaudio.cli.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.OverwriteOption;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.Json;
import org.sirenaudio.export.Exporter;
import org.sirenaudio.io.AtomicFile;
import org.sirenaudio.model.ClipModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren export}: exports a model for other programs. */
@Command(
    name = "export",
    description = "Writes a model as an ONNX graph, C source, NumPy arrays or a web page.",
    sortOptions = false)
public final class ExportCommand implements Callable<Integer> {

  private static final int BUFFER = 1 << 16;

  private final Streams streams;

  @Parameters(paramLabel = "MODEL", description = "A model of siren fit, or - for standard input.")
  private @Nullable Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The file to write: .onnx, .c, .npz or .html.")
  private @Nullable Path output;

  @Option(names = "--title", paramLabel = "TEXT", description = "Title of a web page.")
  private @Nullable String title;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description =
          "Licence and author of the recording, shown by a web page, such as 'CC BY 4.0, "
              + "Jane Doe'.")
  private @Nullable String licence;

  @Mixin private OverwriteOption overwrite = new OverwriteOption();
  @Mixin private ReportOptions report = new ReportOptions();

  public ExportCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Path in = Objects.requireNonNull(input);
    Path out = Objects.requireNonNull(output);
    Exporter exporter = exporter(out);
    Map<String, String> words = words(exporter);
    ClipModel model =
        (StandardStream.is(in) ? ClipModel.read(streams.in(), "stdin") : ClipModel.read(in))
            .withProvenance(words);
    Outputs.check(in, out, overwrite);
    long begun = System.nanoTime();
    Outputs.write(out, () -> write(exporter, model, out));
    double seconds = 1e-9 * (System.nanoTime() - begun);
    long bytes = Files.size(out);
    report.print(
        streams.out(),
        () -> json(out, exporter, model, bytes, seconds),
        () ->
            "%s: %s of %s, %,d bytes"
                .formatted(out, exporter.description(), windows(model.segments().size()), bytes));
    return ExitCode.DONE;
  }

  /** The exporter for the name's extension. */
  private static Exporter exporter(Path out) {
    if (StandardStream.is(out)) {
      throw new IllegalArgumentException(
          "-o must be a file here: its extension selects the format");
    }
    return Exporter.of(StandardStream.name(out))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: unknown export format; use one of these extensions: %s"
                        .formatted(
                            out,
                            Exporter.all().stream()
                                .map(
                                    kind -> ".%s (%s)".formatted(kind.ending(), kind.description()))
                                .collect(Collectors.joining(", ")))));
  }

  /** The user's description of the recording, which not every format can hold. */
  private Map<String, String> words(Exporter exporter) {
    Map<String, String> words = new TreeMap<>();
    add(words, exporter, "title", title);
    add(words, exporter, "licence", licence);
    return words;
  }

  private static void add(
      Map<String, String> words, Exporter exporter, String name, @Nullable String text) {
    if (text == null) {
      return;
    }
    if (!exporter.words().contains(name)) {
      throw new IllegalArgumentException(
          "--%s applies to web pages (.html), not to %s".formatted(name, exporter.description()));
    }
    words.put(name, text.strip());
  }

  private void write(Exporter exporter, ClipModel model, Path out) throws IOException {
    try (AtomicFile file = AtomicFile.create(out, overwrite.given());
        OutputStream stream = new BufferedOutputStream(file.stream(), BUFFER)) {
      exporter.write(model, stream);
      file.commit();
    }
  }

  private static String windows(int count) {
    return count == 1 ? "1 window" : "%,d windows".formatted(count);
  }

  private static String json(
      Path out, Exporter exporter, ClipModel model, long bytes, double seconds) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("export", out.toString());
    all.put("kind", exporter.ending());
    all.put("windows", model.segments().size());
    all.put("parameters", model.parameterCount());
    all.put("bytes", bytes);
    all.put("seconds", seconds);
    return Json.object(all);
  }
}
