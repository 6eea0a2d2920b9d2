package org.sirenaudio.cli.picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.error.Figure;
import org.sirenaudio.sync.PilotTone;

/**
 * The picture of a wow correction: the speed deviation before and after.
 *
 * @param name of the recording
 */
public record WowPicture(String name, PilotTone before, PilotTone after) {

  private static final int HEIGHT = 460;

  /** The encoded picture. */
  public byte[] bytes(PictureFormat format) throws IOException {
    String headline =
        "wow %s %% to %s %% (2σ, unweighted, up to %s Hz)  ·  mean speed %s %% off before"
            .formatted(
                Figure.fixed(before.wowFlutter().wowPercent(), 4),
                Figure.fixed(before.remaining().wowPercent(), 4),
                Figure.of(before.band()),
                Figure.fixed(100 * before.meanDeviation(), 4));
    List<double[]> was = points(before);
    List<double[]> is = points(after);
    double most = 1e-6;
    for (double[] point : was) {
      most = Math.max(most, Math.abs(point[1]));
    }
    double limit = 1.1 * most;
    double end = before.seconds()[before.seconds().length - 1];
    return Canvas.draw(
        format,
        HEIGHT,
        name,
        headline,
        g ->
            Curves.draw(
                g,
                Canvas.area(110, 270),
                new Plot.Axis(0, end, "time (s)"),
                new Plot.Axis(-limit, limit, "deviation (%)"),
                "Speed deviation of the %s Hz tone".formatted(Figure.of(before.hertz())),
                List.of(new Curves.Line("after", is), new Curves.Line("before", was))));
  }

  private static List<double[]> points(PilotTone tone) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < tone.seconds().length; i++) {
      points.add(new double[] {tone.seconds()[i], 100 * tone.deviation()[i]});
    }
    return points;
  }
}
