package org.sirenaudio.codecs;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.codecs.child.Child;
import org.sirenaudio.error.MissingPartException;

/** Locates FFmpeg's libraries and their Java bindings. */
final class NativeParts {

  private NativeParts() {}

  /** FFmpeg's platform classifier for this machine. */
  static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "");
    String os =
        system.startsWith("mac") ? "macosx" : system.startsWith("windows") ? "windows" : "linux";
    return os
        + switch (machine) {
          case "amd64", "x86_64" -> "-x86_64";
          case "aarch64" -> "-arm64";
          default -> "-" + machine;
        };
  }

  /**
   * The child's minimal class path.
   *
   * @param what start of the message if a part is missing
   * @throws MissingPartException if one is
   */
  static String classPath(String what) throws MissingPartException {
    String platform = platform();
    ClassLoader loader = NativeParts.class.getClassLoader();
    Set<Path> places = new LinkedHashSet<>();
    try {
      places.add(place(Child.class));
      for (String name :
          new String[] {"org.bytedeco.javacpp.Loader", "org.bytedeco.ffmpeg.global.avcodec"}) {
        places.add(place(Class.forName(name, false, loader)));
      }
      for (String library :
          new String[] {
            "org/bytedeco/javacpp/" + platform + "/libjnijavacpp.so",
            "org/bytedeco/ffmpeg/" + platform + "/libjniavcodec.so"
          }) {
        places.add(jar(loader.getResource(library)));
      }
    } catch (ClassNotFoundException | LinkageError | IOException | URISyntaxException e) {
      MissingPartException missing =
          new MissingPartException(
              what
                  + "; add the jars org.bytedeco:ffmpeg and org.bytedeco:javacpp, each without"
                  + " classifier and with %s, to the class path".formatted(platform));
      missing.initCause(e);
      throw missing;
    }
    return places.stream()
        .map(Path::toString)
        .collect(Collectors.joining(java.io.File.pathSeparator));
  }

  private static Path place(Class<?> type) throws IOException, URISyntaxException {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IOException("no location of " + type);
    }
    return Path.of(source.getLocation().toURI());
  }

  /** The jar of a resource, from {@code jar:file:/…!/…}. */
  private static Path jar(@Nullable URL resource) throws IOException, URISyntaxException {
    if (resource == null || !resource.getProtocol().equals("jar")) {
      throw new IOException("no such library");
    }
    String inner = resource.getPath();
    Path jar = Path.of(new java.net.URI(inner.substring(0, inner.indexOf("!/"))));
    if (!Files.isRegularFile(jar)) {
      throw new IOException("no file " + jar);
    }
    return jar;
  }
}
