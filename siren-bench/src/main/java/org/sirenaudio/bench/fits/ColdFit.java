package org.sirenaudio.bench.fits;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sirenaudio.bench.console.Checkout;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A fit by {@code ./siren fit} in a separate process with a cold JVM.
 *
 * @param figures the command's numeric results by name; NaN if missing
 * @param curve pairs of seconds and training SNR in dB
 * @param flaw why there are no figures, or empty
 */
record ColdFit(Map<String, Double> figures, List<double[]> curve, String flaw) {

  /**
   * @param folder for the fit's outputs
   */
  static ColdFit run(Path recording, String options, Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("fit", recording.toString(), "-o", folder.resolve("model.safetensors").toString()));
    command.addAll(List.of("-y", "--json"));
    command.addAll(List.of("--no-rendering", "--no-plot", "--progress", "json"));
    if (!options.isEmpty()) {
      command.addAll(List.of(options.split(" ")));
    }
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int code = Checkout.siren(command, Redirect.to(out.toFile()), Redirect.to(err.toFile()));
    List<double[]> curve = new ArrayList<>();
    String last = "";
    for (String line : Files.readAllLines(err)) {
      if (line.startsWith("{")) {
        Map<String, Double> point = numbers(line);
        double[] pair = {of(point, "elapsedSeconds"), of(point, "snrDb")};
        // For a logarithmic time axis.
        if (pair[0] > 0 && Double.isFinite(pair[1])) {
          curve.add(pair);
        }
      } else {
        last = line;
      }
    }
    return code == 0
        ? new ColdFit(numbers(Files.readString(out)), curve, "")
        : new ColdFit(Map.of(), curve, last.isEmpty() ? "exit code " + code : last);
  }

  double figure(String name) {
    return of(figures, name);
  }

  private static double of(Map<String, Double> numbers, String name) {
    return numbers.getOrDefault(name, Double.NaN);
  }

  /** The numeric members of a JSON object, not those of nested objects. */
  static Map<String, Double> numbers(String json) {
    Map<String, Double> numbers = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart() && parser.currentName() != null) {
          parser.skipChildren();
        } else if (token.isNumeric()) {
          numbers.put(parser.currentName(), parser.getDoubleValue());
        }
      }
    }
    return numbers;
  }
}
