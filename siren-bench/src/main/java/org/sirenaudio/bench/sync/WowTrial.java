package org.sirenaudio.bench.sync;

import java.util.Locale;
import java.util.SplittableRandom;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.Fft;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.sync.PilotTone;
import org.sirenaudio.time.TimeMap;

/**
 * A minute of music and speech with a hum of 50 Hz, {@value #HUM_DB} dB above the music within 1 Hz
 * of it, on a tape with a wow of 0.5 % at 0.8 Hz; root mean squares over the whole tape.
 *
 * @param before speed deviation
 * @param after residual speed deviation after correction, including its mean
 */
public record WowTrial(double before, double after) {

  private static final double SECONDS = 60;
  private static final double HUM_HZ = 50;
  private static final int HUM_DB = 30;
  private static final double WOW = 0.005;
  private static final double WOW_HZ = 0.8;
  private static final double STEP_SECONDS = 0.01;

  /** The tape of a number. */
  public static WowTrial of(Material material, long number) throws BadDataException {
    float[] music = material.event(SECONDS + 1, Setting.RATE, number).channel(0).clone();
    double hum = Math.sqrt(2 * Math.pow(10, HUM_DB / 10.0) * around(music));
    for (int i = 0; i < music.length; i++) {
      music[i] += (float) (hum * Math.sin(2 * Math.PI * HUM_HZ * i / Setting.RATE));
    }
    double phase = 2 * Math.PI * new SplittableRandom(number).nextDouble();
    int count = (int) ((SECONDS + 2) / STEP_SECONDS);
    double[] from = new double[count];
    double[] to = new double[count];
    for (int i = 0; i < count; i++) {
      from[i] = STEP_SECONDS * i;
      to[i] = truth(from[i], phase);
    }
    Clip tape =
        Renderer.of(Clip.of(Setting.RATE, new float[][] {music}))
            .on(TimeMap.through(from, to))
            .at(Setting.RATE, new Renderer.Span(0, Math.round(SECONDS * Setting.RATE)));
    PilotTone tone = PilotTone.of(tape, HUM_HZ, PilotTone.usualBand(HUM_HZ));
    double before = 0;
    double after = 0;
    int instants = (int) (SECONDS / STEP_SECONDS) - 1;
    for (int i = 0; i < instants; i++) {
      double t = STEP_SECONDS * i;
      double is = (truth(t + STEP_SECONDS, phase) - truth(t, phase)) / STEP_SECONDS;
      double found =
          (tone.toRecording().inverse(t + STEP_SECONDS) - tone.toRecording().inverse(t))
              / STEP_SECONDS;
      before += (is - 1) * (is - 1) / instants;
      after += (found - is) * (found - is) / instants;
    }
    return new WowTrial(Math.sqrt(before), Math.sqrt(after));
  }

  private static double truth(double seconds, double phase) {
    double scale = WOW / (2 * Math.PI * WOW_HZ);
    return seconds + scale * (Math.cos(phase) - Math.cos(2 * Math.PI * WOW_HZ * seconds + phase));
  }

  /** The mean square within 1 Hz of the hum. */
  private static double around(float[] samples) {
    Fft fft = Fft.of(samples.length);
    double[] work = new double[fft.workLength()];
    for (int i = 0; i < samples.length; i++) {
      work[i] = samples[i];
    }
    fft.forward(work);
    double power = 0;
    for (int k = 0; k < fft.bins(); k++) {
      if (Math.abs(k * Setting.RATE / samples.length - HUM_HZ) <= 1) {
        power += 2 * (work[2 * k] * work[2 * k] + work[2 * k + 1] * work[2 * k + 1]);
      }
    }
    return power / ((double) samples.length * samples.length);
  }

  String line() {
    return String.format(Locale.ROOT, "%.6g,%.6g", before, after);
  }

  static WowTrial read(String line) {
    double[] n = Cells.numbers(line);
    return new WowTrial(n[0], n[1]);
  }
}
