package org.sirenaudio.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.export.tensorboard.Picture;

class SpectrogramPictureTest {

  /** A tone a quarter of the way up, as the JDK reads the file. */
  @Test
  void aToneIsALineAtItsFrequency() throws IOException {
    float[] samples = new float[8000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(2 * Math.PI * 1000 * i / 8000);
    }
    Picture picture = SpectrogramPicture.of(Clip.of(8000, new float[][] {samples}));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png()));
    assertThat(image.getWidth()).isEqualTo(picture.width());
    assertThat(image.getHeight()).isEqualTo(picture.height());
    int quarter = (int) Math.round((picture.height() - 1) * 0.75);
    for (int x = 10; x < picture.width() - 10; x++) {
      assertThat(image.getRGB(x, quarter) & 0xff_ffff).isGreaterThan(ColourMap.rgb(0.8));
      assertThat(image.getRGB(x, 10) & 0xff_ffff).isLessThan(ColourMap.rgb(0.3));
    }
  }

  /** It shows the same as the larger pictures, but for the number of shades. */
  @Test
  void shadesMatchTheLargerPictures() throws IOException {
    Spectrogram speech = Spectrogram.of(Clip.read(Path.of("../examples/speech.wav")), 50);
    BufferedImage expected = speech.image(40, speech.loudest());
    byte[] png = IndexedPng.of(speech.shades(40, speech.loudest()), ColourMap.shades());
    BufferedImage actual = ImageIO.read(new ByteArrayInputStream(png));
    for (int x = 0; x < 50; x++) {
      for (int y = 0; y < 40; y++) {
        for (int shift = 0; shift < 24; shift += 8) {
          int wanted = expected.getRGB(x, y) >> shift & 0xff;
          assertThat(actual.getRGB(x, y) >> shift & 0xff).isBetween(wanted - 2, wanted + 2);
        }
      }
    }
  }
}
