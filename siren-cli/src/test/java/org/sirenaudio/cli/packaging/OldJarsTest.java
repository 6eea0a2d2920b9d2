package org.sirenaudio.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OldJarsTest {
  @TempDir private Path folder;

  @Test
  void classesOfJava5GetStackMapsThatJavaVerifies() throws Exception {
    Path jar = copyOfPicocli();
    assertThat(JarCopy.hasOldClasses(jar)).isTrue();
    OldJars.main(new String[] {folder.toString()});
    assertThat(JarCopy.hasOldClasses(jar)).isFalse();
    assertThat(JarCopy.changes(jar)).contains("stack maps");
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> line = Class.forName(CommandLine.class.getName(), true, loader);
      assertThat(line.getField("VERSION").get(null)).isEqualTo(CommandLine.VERSION);
    }
  }

  @Test
  void aSecondRunLeavesAJarAlone() throws Exception {
    Path jar = copyOfPicocli();
    OldJars.main(new String[] {folder.toString()});
    byte[] once = Files.readAllBytes(jar);
    OldJars.main(new String[] {folder.toString()});
    assertThat(jar).hasBinaryContent(once);
    assertThat(folder.toFile().list()).containsExactly("picocli.jar");
  }

  private Path copyOfPicocli() throws IOException, URISyntaxException {
    URL source = CommandLine.class.getProtectionDomain().getCodeSource().getLocation();
    return Files.copy(Path.of(source.toURI()), folder.resolve("picocli.jar"));
  }
}
