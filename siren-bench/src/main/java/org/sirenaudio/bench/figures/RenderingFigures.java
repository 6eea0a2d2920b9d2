package org.sirenaudio.bench.figures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.DoubleUnaryOperator;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.bench.console.Console;
import org.sirenaudio.bench.page.MeasuredTables;
import org.sirenaudio.bench.page.PageFile;
import org.sirenaudio.dsp.SincInterpolator;
import org.sirenaudio.error.Figure;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Decimation;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.TimeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the filters of rendering on tones, whose values are known at every instant. */
@Command(
    name = "rendering",
    description = {
      "Measures interpolation, decimation and warping on tones and updates the tables of"
          + " docs/rendering.md.",
      "Takes less than a minute."
    })
public final class RenderingFigures implements Callable<Integer> {

  private static final String PAGE = "docs/rendering.md";
  private static final int RATE = 16_000;
  private static final int FRAMES = 3 * RATE;

  /** Frames at either end that depend on what lies beyond it. */
  private static final int MARGIN = 2000;

  private static final double[] NEAR_NYQUIST = {0.4, 0.45, 0.475, 0.48, 0.49, 0.495, 0.4975};

  @Mixin private final PageFile output = new PageFile(PAGE);

  private RenderingFigures() {}

  @Override
  public Integer call() throws IOException {
    output.requireWritable();
    MeasuredTables tables = new MeasuredTables(PAGE);
    Console.say("interpolation");
    images(tables);
    Console.say("models of tones");
    models(tables);
    Console.say("decimation");
    decimation(tables);
    Console.say("another clock");
    clocks(tables);
    output.write(tables.toString());
    return 0;
  }

  private static String dB(double value, int digits) {
    return Figure.fixed(value, digits).replace('-', '−') + " dB";
  }

  /** A tone at f sampled at fs and interpolated to 2·fs has an image at fs − f. */
  private static void images(MeasuredTables tables) throws IOException {
    List<String> header = new ArrayList<>(List.of("f, of fs"));
    for (double part : NEAR_NYQUIST) {
      header.add(Double.toString(part));
    }
    List<List<String>> rows = new ArrayList<>();
    for (int taps : new int[] {64, 512}) {
      SincInterpolator sinc = SincInterpolator.of(taps);
      List<String> row = new ArrayList<>(List.of("image, " + taps + " taps"));
      for (double part : NEAR_NYQUIST) {
        float[] signal = Tones.sampled(RATE, FRAMES, Tones.one(part * RATE)).channel(0);
        double[] positions = new double[2 * FRAMES];
        for (int i = 0; i < positions.length; i++) {
          positions[i] = i / 2.0;
        }
        row.add(dB(image(sinc.at(signal, positions), part), 0));
      }
      rows.add(row);
    }
    tables.put("images", header, rows);
  }

  /** The level of the image in a rendering at twice the rate, relative to the original tone. */
  private static double image(float[] doubled, double part) {
    return Tones.level(doubled, 2 * RATE, (1 - part) * RATE, 2 * MARGIN);
  }

  private static void models(MeasuredTables tables) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (double part : new double[] {0.48, 0.49, 0.495}) {
      ClipModel model = fit(part * RATE);
      float[] doubled = Renderer.of(model).at(2 * RATE).channel(0);
      rows.add(
          List.of(
              Double.toString(part),
              dB(FitMetadata.of(model).snrDb(), 1),
              dB(image(doubled, part), 0)));
    }
    tables.put("models", List.of("f, of fs", "SNR of the fit", "image at twice the rate"), rows);
    Renderer renderer = Renderer.of(fit(6789));
    int low = RATE / 2;
    double alias = RATE / 2.0 - 6789;
    List<List<String>> aliases = new ArrayList<>();
    for (boolean naive : new boolean[] {true, false}) {
      float[] lowered = (naive ? renderer.naive() : renderer).at(low).channel(0);
      aliases.add(
          List.of(
              naive ? "`render -r 8000 --naive`" : "`render -r 8000`",
              dB(Tones.level(lowered, low, alias, MARGIN / 2), 1)));
    }
    tables.put("aliases", List.of("command", "level at 1,211 Hz"), aliases);
  }

  private static ClipModel fit(double hertz) {
    Clip clip = Tones.sampled(RATE, FRAMES, Tones.one(hertz));
    return Fitter.with(FitConfig.balanced()).fit(clip, progress -> {});
  }

  private static void decimation(MeasuredTables tables) throws IOException {
    List<String> header = new ArrayList<>(List.of("of half the new rate"));
    List<String> row = new ArrayList<>(List.of("level"));
    double most = 0;
    for (double part = 0.05; part < 0.901; part += 0.05) {
      most = Math.max(most, Math.abs(lowered(part)));
    }
    header.add("up to 0.9");
    row.add("within " + dB(most, 6));
    for (double part : new double[] {0.917, 0.95, 0.98}) {
      header.add(Double.toString(part));
      row.add(dB(lowered(part), 2));
    }
    double left = Double.NEGATIVE_INFINITY;
    for (double part = 1; part < 3.6; part += part < 1.1 ? 0.002 : 0.1) {
      left = Math.max(left, lowered(part));
    }
    header.add("from 1 on");
    row.add("at most " + dB(left, 0));
    tables.put("decimation", header, List.of(row));
  }

  /** What decimation from 44.1 to 12 kHz leaves of a tone. */
  private static double lowered(double part) {
    int rate = 12_000;
    Clip clip = Tones.sampled(44_100, 3 * 44_100, Tones.one(part * rate / 2));
    float[] left = Decimation.filtered(clip, rate).channel(0);
    return part < 1 ? Tones.level(left, rate, part * rate / 2, MARGIN) : Tones.level(left, MARGIN);
  }

  private static void clocks(MeasuredTables tables) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (double speed : new double[] {1.000145, 0.9995, 0.7}) {
      rows.add(clock("speed " + speed, TimeMap.speed(speed), 0.94));
    }
    rows.add(clock("wow of ±200 ppm at 1 Hz", wow(), 0.94));
    rows.add(clock("speed 1.3, tones up to 0.69", TimeMap.speed(1.3), 0.69));
    rows.add(clock("speed 2, tones up to 0.44", TimeMap.speed(2), 0.44));
    tables.put("clocks", List.of("clock", "error of `warp`"), rows);
  }

  private static List<String> clock(String name, TimeMap clock, double most) {
    DoubleUnaryOperator tones = Tones.thirty(most * RATE / 2);
    Clip warped = Renderer.of(Tones.sampled(RATE, FRAMES, tones)).warped(clock, RATE);
    double error =
        Tones.error(warped.channel(0), RATE, t -> tones.applyAsDouble(clock.at(t)), MARGIN);
    return List.of(name, dB(error, 0));
  }

  private static TimeMap wow() {
    int points = 300;
    double[] from = new double[points];
    double[] to = new double[points];
    for (int i = 0; i < points; i++) {
      from[i] = i * (double) FRAMES / RATE / (points - 1);
      to[i] = from[i] + 200e-6 / (2 * Math.PI) * Math.sin(2 * Math.PI * from[i]);
    }
    return TimeMap.through(from, to);
  }
}
