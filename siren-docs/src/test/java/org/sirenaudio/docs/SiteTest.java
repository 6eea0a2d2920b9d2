package org.sirenaudio.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class SiteTest {
  private static final Path ROOT = Path.of("..");

  @TempDir Path folder;

  @Test
  void everyLinkResolves() throws IOException {
    assertThat(Site.read(ROOT).brokenLinks()).isEmpty();
  }

  @Test
  void everyPageIsInTheTableOfContents() throws IOException {
    Set<Path> known = Site.read(ROOT).pages().stream().map(Page::file).collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith(".md"))
                  .map(file -> Path.of("docs").resolve(file.getFileName())))
          .isSubsetOf(known);
    }
  }

  @Test
  void theReadmeFitsOnTwoScreens() throws IOException {
    Path readme = ROOT.resolve("README.md");
    assertThat(Files.readAllLines(readme)).hasSizeLessThanOrEqualTo(120);
    assertThat(Files.size(readme)).isLessThanOrEqualTo(8 * 1024);
  }

  /** A hosting service drops an issue form that does not parse without a word. */
  @Test
  void issueFormsWorkflowsAndCitationAreValidYaml() throws IOException {
    List<Path> files;
    try (Stream<Path> below = Files.walk(ROOT.resolve(".github"))) {
      files = below.filter(file -> file.toString().endsWith(".yml")).toList();
    }
    assertThat(files).hasSizeGreaterThan(2);
    Yaml yaml = new Yaml();
    for (Path file :
        Stream.concat(files.stream(), Stream.of(ROOT.resolve("CITATION.cff"))).toList()) {
      assertThat(yaml.<Map<String, Object>>load(Files.readString(file)))
          .as(file.toString())
          .isNotEmpty();
    }
  }

  @Test
  void htmlPagesLinkToExistingPagesAndPictures() throws IOException {
    Site site = Site.read(ROOT);
    site.write(folder);
    for (Page page : site.pages()) {
      String html = Files.readString(folder.resolve(page.target()));
      assertThat(html).contains("<main>").doesNotContain(".md\"").doesNotContain("{body}");
    }
    assertThat(folder.resolve("docs/speech.siren.png")).exists();
    assertThat(Files.readString(folder.resolve("words.js"))).contains("at: \"docs/start.html\"");
    assertThat(Files.readString(folder.resolve("index.html")))
        .contains("<a href=\"docs/index.html\">");
  }

  @Test
  void brokenLinksAreReported() throws IOException {
    Files.createDirectories(folder.resolve("docs"));
    Files.writeString(folder.resolve("README.md"), "# A\n[b](docs/b.md) [c](#no-such) [d](#a)\n");
    Files.writeString(folder.resolve("docs/README.md"), "# Book\n");
    assertThat(Site.read(folder).brokenLinks())
        .isEqualTo(List.of("README.md: docs/b.md", "README.md: #no-such"));
  }
}
