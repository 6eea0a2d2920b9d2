package org.sirenaudio.cli.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sirenaudio.cli.studio.Browser;
import org.sirenaudio.command.Json;
import org.sirenaudio.kernel.Kernels;

/**
 * What a bug report needs to say about an installation.
 *
 * @param version of Siren
 * @param vectorBits vector width used by fits, in bits; 0 for scalar code
 * @param cache the class-data archive in use, if any
 * @param browser that the studio opens, if any
 */
record Findings(
    String version,
    int vectorBits,
    Optional<StartCache> cache,
    CodecTrial codecs,
    Optional<String> browser) {

  private static final double GIB = 1 << 30;

  static Findings ofThisProcess(String version) {
    return new Findings(
        version,
        Kernels.best().vectorBits(),
        StartCache.ofThisProcess(),
        CodecTrial.run(),
        Browser.found());
  }

  List<Missing> missing() {
    List<Missing> all = new ArrayList<>();
    if (vectorBits == 0) {
      all.add(
          new Missing(
              "vectors",
              true,
              "fits take many times as long",
              "start with the script siren, or pass Java --add-modules jdk.incubator.vector, and"
                  + " unset -Dsiren.vectorBits"));
    }
    codecs
        .trouble()
        .ifPresent(
            problem ->
                all.add(
                    new Missing(
                        "codecs",
                        true,
                        "only WAV, AIFF and AU can be read, and only WAV written (" + problem + ")",
                        "rebuild with Maven online, or use the package; Linux needs libudev1"
                            + " and libstdc++6")));
    if (cache.isEmpty() || !cache.get().used()) {
      all.add(
          new Missing(
              "start cache",
              false,
              "commands start about a second later",
              cache.isEmpty()
                  ? "start with the script siren"
                  : "run touch siren in the checkout, or unpack the package again, with tar"));
    }
    if (browser.isEmpty()) {
      all.add(
          new Missing(
              "browser",
              false,
              "siren studio prints its address without opening it",
              "open the address yourself, from another machine through ssh -L, or install xdg-utils"
                  + " and a browser"));
    }
    return all;
  }

  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("version", version);
    all.put("folder", System.getProperty("siren.root", ""));
    all.put("java", Machine.java());
    all.put("javaHome", Machine.javaHome());
    all.put("system", Machine.system());
    all.put("processor", Machine.processor());
    all.put("cores", Machine.cores());
    all.put("vectorBits", vectorBits);
    all.put("memoryBytes", Machine.memoryBytes());
    all.put("heapBytes", Machine.heapBytes());
    cache.ifPresent(
        found -> {
          all.put("startCache", found.file());
          all.put("startCacheUsed", found.used());
        });
    all.put("codecs", codecs.works() ? codecs.endings() : List.of());
    browser.ifPresent(program -> all.put("browser", program));
    all.put("missing", missing().stream().map(Missing::json).toList());
    return Json.object(all);
  }

  String text() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("siren", version + " in " + System.getProperty("siren.root", "?"));
    lines.put("java", Machine.java() + ", " + Machine.javaHome());
    lines.put("system", Machine.system());
    lines.put("processor", Machine.processor() + ", " + Machine.cores() + " cores for Java");
    lines.put("vectors", vectorBits == 0 ? "none" : vectorBits + " bits");
    lines.put(
        "memory",
        "%.1f GiB, of which Java uses at most %.1f"
            .formatted(Machine.memoryBytes() / GIB, Machine.heapBytes() / GIB));
    lines.put("start cache", cache.map(StartCache::text).orElse("none"));
    lines.put(
        "codecs",
        codecs.works()
            ? "tested; besides .wav, siren writes ." + String.join(", .", codecs.endings())
            : "none");
    lines.put("browser", browser.orElse("none"));
    lines.put("Python", "not needed; the package in python/ of a checkout needs NumPy");
    String facts =
        lines.entrySet().stream()
            .map(line -> "%-12s %s".formatted(line.getKey(), line.getValue()))
            .collect(Collectors.joining("\n"));
    List<Missing> missing = missing();
    return facts
        + "\n\n"
        + (missing.isEmpty()
            ? "Nothing is missing."
            : missing.stream().map(Missing::text).collect(Collectors.joining("\n")));
  }
}
