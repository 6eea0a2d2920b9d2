package org.sirenaudio.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checkout's Markdown pages as a static site that needs no server, in the book's order, each
 * with a table of contents and a search.
 */
public final class Site {

  private final Path root;
  private final List<Page> pages;

  private Site(Path root, List<Page> pages) {
    this.root = root;
    this.pages = pages;
  }

  /**
   * Reads the README, the pages of docs in the order of docs/README.md, and the pages beside the
   * README.
   *
   * @param root the checkout
   * @throws IOException if a page cannot be read
   */
  public static Site read(Path root) throws IOException {
    Page contents = Page.read(root, Path.of("docs/README.md"));
    List<Path> files = new ArrayList<>(List.of(Path.of("README.md"), contents.file()));
    for (String link : contents.links()) {
      files.add(Path.of("docs").resolve(link).normalize());
    }
    Stream.of(
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "SECURITY.md",
            "examples/README.md",
            "python/README.md")
        .map(Path::of)
        .filter(file -> Files.exists(root.resolve(file)))
        .forEach(files::add);
    List<Page> pages = new ArrayList<>();
    for (Path file : files) {
      pages.add(file.equals(contents.file()) ? contents : Page.read(root, file));
    }
    return new Site(root, pages);
  }

  /** Writes docs/ of a checkout (first word) into a folder (second word). */
  public static void main(String[] words) throws IOException {
    Path to = Path.of(words[1]);
    Site.read(Path.of(words[0])).write(to);
    System.out.println("wrote " + to.resolve("index.html"));
  }

  List<Page> pages() {
    return pages;
  }

  /** The broken links, each as {@code page: link}. */
  List<String> brokenLinks() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Page page : pages) {
      for (String link : page.links()) {
        if (!link.contains(":") && !resolves(page, link)) {
          broken.add(page.file() + ": " + link);
        }
      }
    }
    return broken;
  }

  private boolean resolves(Page page, String link) throws IOException {
    int hash = link.indexOf('#');
    Path file =
        hash == 0
            ? page.file()
            : sibling(page.file(), hash < 0 ? link : link.substring(0, hash)).normalize();
    if (!Files.exists(root.resolve(file))) {
      return false;
    }
    return hash < 0 || Page.read(root, file).anchors().contains(link.substring(hash + 1));
  }

  private static Path sibling(Path file, String link) {
    Path folder = file.getParent();
    return folder == null ? Path.of(link) : folder.resolve(link);
  }

  /**
   * Writes the site.
   *
   * @param folder created if missing; existing files are overwritten
   * @throws IOException if a file cannot be read or written
   */
  public void write(Path folder) throws IOException {
    String shell = resource("page.html");
    for (int i = 0; i < pages.size(); i++) {
      Page page = pages.get(i);
      String up = "../".repeat(page.file().getNameCount() - 1);
      String html =
          shell
              .replace("{title}", escaped(page.title()))
              .replace("{up}", up)
              .replace("{contents}", contents(page, up))
              .replace("{neighbours}", neighbours(i, up))
              .replace("{body}", page.html());
      Path to = folder.resolve(page.target());
      Files.createDirectories(Objects.requireNonNull(to.getParent()));
      Files.writeString(to, html);
      copyLinked(page, folder);
    }
    Files.writeString(folder.resolve("site.css"), resource("site.css"));
    Files.writeString(folder.resolve("search.js"), resource("search.js"));
    Files.writeString(folder.resolve("words.js"), "const PAGES = [\n" + words() + "\n];\n");
  }

  /** Pictures, schemas and other linked files that are not pages. */
  private void copyLinked(Page page, Path folder) throws IOException {
    for (String link : page.links()) {
      if (link.contains(":") || link.startsWith("#")) {
        continue;
      }
      Path file = sibling(page.file(), link.replaceFirst("#.*", "")).normalize();
      Path from = root.resolve(file);
      if (Files.isRegularFile(from) && pages.stream().noneMatch(p -> p.file().equals(file))) {
        Path to = folder.resolve(file);
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private String contents(Page shown, String up) {
    return pages.stream()
        .map(
            page ->
                "<li><a href=\"%s%s\"%s>%s</a></li>"
                    .formatted(
                        up,
                        page.target(),
                        page.equals(shown) ? " aria-current=\"page\"" : "",
                        escaped(page.title())))
        .collect(Collectors.joining("\n"));
  }

  private String neighbours(int at, String up) {
    String before = at == 0 ? "" : neighbour("← ", pages.get(at - 1), "", up);
    String behind = at + 1 == pages.size() ? "" : neighbour("", pages.get(at + 1), " →", up);
    return before + behind;
  }

  private static String neighbour(String left, Page page, String right, String up) {
    return "<a href=\"%s%s\">%s%s%s</a>"
        .formatted(up, page.target(), left, escaped(page.title()), right);
  }

  private String words() {
    return pages.stream()
        .map(
            page ->
                "{at: %s, title: %s, text: %s}"
                    .formatted(
                        quoted(page.target().toString()),
                        quoted(page.title()),
                        quoted(page.text())))
        .collect(Collectors.joining(",\n"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("<", "\\u003c") + "\"";
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Site.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
