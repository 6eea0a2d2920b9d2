package org.sirenaudio.bench.figures;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sirenaudio.bench.console.Checkout;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What {@code ./siren fit --json} or {@code upsample --evaluate --json} prints of the methods that
 * it compares.
 *
 * @param snr a method's SNR in dB
 * @param parameters of the model
 */
record Methods(Map<String, Double> snr, long parameters) {

  /**
   * @param key which SNR, for example {@code missingDb}
   * @param folder for outputs
   * @throws IOException if the command fails, with its last line
   */
  static Methods run(List<String> words, String key, Path folder) throws IOException {
    List<String> command = new ArrayList<>(words);
    command.addAll(List.of("--json", "-y", "--progress", "none"));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int code = Checkout.siren(command, Redirect.to(out.toFile()), Redirect.to(err.toFile()));
    if (code != 0) {
      throw new IOException("siren " + words.getFirst() + ": " + Files.readString(err).strip());
    }
    return of(Files.readString(out), key);
  }

  static Methods of(String json, String key) {
    Map<String, Double> snr = new LinkedHashMap<>();
    long parameters = 0;
    String method = "";
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        String name = parser.currentName();
        if (token == JsonToken.VALUE_STRING && "method".equals(name)) {
          method = parser.getString();
        } else if (token.isNumeric() && key.equals(name) && !method.isEmpty()) {
          snr.put(method, parser.getDoubleValue());
        } else if (token.isNumeric() && "parameters".equals(name)) {
          parameters = parser.getLongValue();
        }
      }
    }
    return new Methods(snr, parameters);
  }

  /** The SNR of the method whose name begins so. */
  double of(String method) {
    return snr.entrySet().stream()
        .filter(one -> one.getKey().startsWith(method))
        .mapToDouble(Map.Entry::getValue)
        .findFirst()
        .orElse(Double.NaN);
  }
}
