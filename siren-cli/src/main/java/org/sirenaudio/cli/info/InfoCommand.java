package org.sirenaudio.cli.info;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.AudioReader;
import org.sirenaudio.audio.SoundMetadata;
import org.sirenaudio.cli.console.NetworkText;
import org.sirenaudio.cli.console.RecordingOptions;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.Json;
import org.sirenaudio.error.Figure;
import org.sirenaudio.fit.config.EncodingKind;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.network.NetworkSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code siren info}: describes a model or sound file. */
@Command(name = "info", description = "Describes a model or a sound file.")
public final class InfoCommand implements Callable<Integer> {

  /** A model's text header begins after the eight bytes of its length. */
  private static final int HEADER_AT = 8;

  private static final int BLOCK = 1 << 14;

  /** Explanations printed beside a number. */
  private static final Map<String, String> EXPLAINED =
      Map.of(
          "perSample",
          " (parameters per sample of a channel; from 0.5 up they take more bytes than the"
              + " samples at 16 bits)");

  private final Streams streams;

  @Parameters(
      paramLabel = "FILE",
      description = "A model of siren fit, a sound file, or - for standard input.")
  private @Nullable Path input;

  @Mixin private RecordingOptions recordings = new RecordingOptions();
  @Mixin private ReportOptions report = new ReportOptions();

  public InfoCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Path in = Objects.requireNonNull(input);
    Map<String, Object> facts = StandardStream.is(in) ? ofStdin() : ofFile(in);
    report.print(streams.out(), () -> Json.object(FitFacts.typed(facts)), () -> text(facts));
    return ExitCode.DONE;
  }

  private static String text(Map<String, Object> facts) {
    return facts.entrySet().stream()
        .map(
            fact ->
                "%-16s %s%s"
                    .formatted(
                        fact.getKey(),
                        shown(fact.getValue()),
                        EXPLAINED.getOrDefault(fact.getKey(), "")))
        .collect(Collectors.joining("\n"));
  }

  private static String shown(Object value) {
    return switch (value) {
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          Long.toString(number.longValue());
      case Double number -> Figure.fixed(number, 3);
      default -> value.toString();
    };
  }

  private Map<String, Object> ofStdin() throws IOException {
    InputStream in = new BufferedInputStream(streams.in());
    in.mark(HEADER_AT + 1);
    boolean model = beginsAsModel(in);
    in.reset();
    if (model) {
      return model(ClipModel.read(in, "stdin"));
    }
    try (AudioReader reader = AudioReader.of(in, "stdin", recordings.reading())) {
      return sound(reader);
    }
  }

  private Map<String, Object> ofFile(Path file) throws IOException {
    Map<String, Object> facts;
    if (isModel(file)) {
      facts = model(ClipModel.read(file));
    } else {
      try (AudioReader reader = AudioReader.open(file, file.toString(), recordings.reading())) {
        facts = sound(reader);
      }
    }
    facts.put("fileBytes", Files.size(file));
    return facts;
  }

  private static boolean isModel(Path file) throws IOException {
    if (file.toString().endsWith(".safetensors")) {
      return true;
    }
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return beginsAsModel(in);
    }
  }

  private static boolean beginsAsModel(InputStream in) throws IOException {
    byte[] start = in.readNBytes(HEADER_AT + 1);
    return start.length > HEADER_AT && start[HEADER_AT] == '{';
  }

  private static Map<String, Object> model(ClipModel model) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("type", "model");
    facts.put("sampleRate", model.sampleRate());
    facts.put("channels", model.channels());
    facts.put("frames", model.frames());
    facts.put("duration", model.seconds());
    facts.put("windows", model.segments().size());
    NetworkSpec network = model.segments().getFirst().spec();
    facts.put("kind", NetworkKind.of(network).name());
    facts.put("encoding", EncodingKind.of(network.encoding()).name().toLowerCase(Locale.ROOT));
    facts.put("network", networks(model));
    facts.put("firstHz", NetworkText.firstHz(model).getMax());
    facts.put("parameters", model.parameterCount());
    double samples = (double) model.frames() * model.channels();
    facts.put("perSample", model.parameterCount() / samples);
    facts.put("weights", model.weights().name().toLowerCase(Locale.ROOT));
    put(SoundMetadata.of(model.provenance()), facts);
    model.provenance().entrySet().stream()
        .filter(entry -> !SoundMetadata.isEntry(entry.getKey()))
        .forEach(entry -> facts.put(entry.getKey(), entry.getValue()));
    return facts;
  }

  /** Chunks are described only by their sizes. */
  private static void put(SoundMetadata metadata, Map<String, Object> facts) {
    metadata.channelMask().ifPresent(mask -> facts.put("channelMask", mask));
    if (!metadata.chunks().sizes().isEmpty()) {
      facts.put("chunkBytes", metadata.chunks().sizes());
    }
    if (metadata.missingFrames() > 0) {
      facts.put("missingFrames", metadata.missingFrames());
    }
  }

  private static String networks(ClipModel model) {
    return model.segments().size() + " × " + NetworkText.layers(model);
  }

  private Map<String, Object> sound(AudioReader reader) throws IOException {
    float[][] block = new float[reader.channels()][BLOCK];
    double peak = 0;
    double squares = 0;
    for (int count = reader.read(block, 0, BLOCK);
        count > 0;
        count = reader.read(block, 0, BLOCK)) {
      for (float[] channel : block) {
        for (int i = 0; i < count; i++) {
          peak = Math.max(peak, Math.abs(channel[i]));
          squares += (double) channel[i] * channel[i];
        }
      }
    }
    double samples = (double) reader.position() * reader.channels();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("type", "sound");
    facts.put("sampleRate", reader.sampleRate());
    facts.put("channels", reader.channels());
    facts.put("frames", reader.position());
    facts.put("duration", reader.position() / reader.sampleRate());
    facts.put("peakDbfs", 20 * Math.log10(peak));
    facts.put("rmsDbfs", 10 * Math.log10(squares / samples));
    SoundMetadata metadata = reader.metadata();
    RecordingOptions.tell(metadata, streams, report);
    put(metadata, facts);
    return facts;
  }
}
