package org.sirenaudio.cli.picture;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The output format of a picture. */
public enum PictureFormat {
  PNG {
    @Override
    byte[] draw(int width, int height, Consumer<Graphics2D> drawing) throws IOException {
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = image.createGraphics();
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      drawing.accept(g);
      g.dispose();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      // No disk cache, which could not be opened after a Ctrl-C.
      try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
        ImageIO.write(image, "png", out);
      }
      return bytes.toByteArray();
    }
  },
  SVG {
    @Override
    byte[] draw(int width, int height, Consumer<Graphics2D> drawing) throws IOException {
      VectorGraphics2D g = new VectorGraphics2D();
      drawing.accept(g);
      g.dispose();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Processors.get("svg")
          .getDocument(g.getCommands(), new PageSize(width, height))
          .writeTo(bytes);
      return bytes.toByteArray();
    }
  };

  /**
   * The format implied by a file's extension.
   *
   * @throws IllegalArgumentException if it is not supported
   */
  public static PictureFormat of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    for (PictureFormat format : values()) {
      if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new IllegalArgumentException(file + ": a plot must have the extension .png or .svg");
  }

  /** The encoded bytes, width and height in pixels. */
  abstract byte[] draw(int width, int height, Consumer<Graphics2D> drawing) throws IOException;
}
