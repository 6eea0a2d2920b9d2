package org.sirenaudio.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * One page of Markdown.
 *
 * @param file its path relative to the checkout, such as {@code docs/start.md}
 * @param title its first heading
 * @param tree the parsed document
 */
record Page(Path file, String title, Node tree) {

  private static final List<org.commonmark.Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());

  static Page read(Path root, Path file) throws IOException {
    Node tree =
        Parser.builder().extensions(EXTENSIONS).build().parse(Files.readString(root.resolve(file)));
    return new Page(
        file, headings(tree).stream().findFirst().orElse(file.getFileName().toString()), tree);
  }

  /** The path of its HTML relative to the site: README.md becomes a folder's index. */
  Path target() {
    String name = file.getFileName().toString().replaceFirst("\\.md$", ".html");
    return file.resolveSibling(name.equals("README.html") ? "index.html" : name);
  }

  /** The body as HTML, with links to Markdown pages converted to links to their HTML. */
  String html() {
    return HtmlRenderer.builder()
        .extensions(EXTENSIONS)
        .attributeProviderFactory(
            context ->
                (node, tag, attributes) ->
                    attributes.computeIfPresent("href", (key, link) -> toHtml(link)))
        .build()
        .render(tree);
  }

  private static String toHtml(String link) {
    return link.contains(":")
        ? link
        : link.replaceFirst("README\\.md(?=#|$)", "index.html")
            .replaceFirst("\\.md(?=#|$)", ".html");
  }

  /** All of its text, for the search. */
  String text() {
    return TextContentRenderer.builder()
        .extensions(List.of(TablesExtension.create()))
        .build()
        .render(tree)
        .replaceAll("\\s+", " ");
  }

  /** The anchors of its headings. */
  List<String> anchors() {
    IdGenerator ids = IdGenerator.builder().build();
    return headings(tree).stream().map(ids::generateId).toList();
  }

  /** Its link and image targets, as written. */
  List<String> links() {
    List<String> links = new ArrayList<>();
    tree.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
          }

          @Override
          public void visit(Image image) {
            links.add(image.getDestination());
          }
        });
    return links;
  }

  private static List<String> headings(Node tree) {
    List<String> headings = new ArrayList<>();
    tree.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            StringBuilder words = new StringBuilder();
            heading.accept(
                new AbstractVisitor() {
                  @Override
                  public void visit(Text text) {
                    words.append(text.getLiteral());
                  }

                  @Override
                  public void visit(Code code) {
                    words.append(code.getLiteral());
                  }
                });
            headings.add(words.toString());
          }
        });
    return headings;
  }
}
