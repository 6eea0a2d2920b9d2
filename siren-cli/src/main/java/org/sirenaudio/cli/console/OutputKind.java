package org.sirenaudio.cli.console;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The content of an output file, for checking its extension. */
public enum OutputKind {
  MODEL("a model", ".safetensors", "safetensors"),
  SOUND("sound", ".wav, .flac, .mp3, .opus or .m4a", "wav wave bwf rf64 flac mp3 opus m4a");

  /** Extensions of pictures, and of files that no command writes. */
  private static final Set<String> FOREIGN =
      Set.of(
          "aac", "aif", "aifc", "aiff", "au", "c", "caf", "csv", "flac", "gif", "htm", "html",
          "jpeg", "jpg", "json", "m4a", "mp3", "mp4", "npy", "npz", "oga", "ogg", "onnx", "opus",
          "parquet", "pdf", "png", "pt", "pth", "snd", "svg", "tsv", "txt", "w64", "webp", "wma",
          "zip");

  private static final Set<String> KNOWN =
      Stream.concat(FOREIGN.stream(), Stream.of(values()).flatMap(kind -> kind.endings().stream()))
          .collect(Collectors.toSet());

  private final String words;
  private final String usual;
  private final String endings;

  OutputKind(String words, String usual, String endings) {
    this.words = words;
    this.usual = usual;
    this.endings = endings;
  }

  private List<String> endings() {
    return List.of(endings.split(" "));
  }

  /**
   * Rejects a name whose extension belongs to another kind of file; unknown extensions, and none,
   * are accepted.
   *
   * @throws IllegalArgumentException naming the file and the right extension
   */
  public Path require(Path file) {
    String name = StandardStream.name(file);
    int dot = name.lastIndexOf('.');
    String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    if (KNOWN.contains(ending) && !endings().contains(ending)) {
      throw new IllegalArgumentException(
          "%s: %s must have the extension %s, not .%s".formatted(file, words, usual, ending));
    }
    return file;
  }
}
