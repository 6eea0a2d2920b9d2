package org.sirenaudio.cli.console;

import java.util.Locale;
import org.sirenaudio.audio.ClipSource;

/** Clips and numbers in words. */
public final class SoundText {

  private SoundText() {}

  public static String clip(ClipSource clip) {
    return sound(clip.seconds(), clip.sampleRate(), clip.channels(), clip.frames());
  }

  public static String sound(double seconds, double sampleRate, int channels, long frames) {
    return String.format(
        Locale.ROOT,
        "%.3f s, %s Hz, %s, %,d %s",
        seconds,
        rate(sampleRate),
        channels == 1 ? "mono" : channels == 2 ? "stereo" : channels + " channels",
        frames,
        frames == 1 ? "frame" : "frames");
  }

  /** What to add where samples beyond full scale were clipped. */
  public static String clipped(long samples) {
    return samples == 0
        ? ""
        : String.format(Locale.ROOT, ", %,d samples clipped: use --encoding float", samples);
  }

  /** A rate in Hz, without decimals where it is whole. */
  public static String rate(double sampleRate) {
    return sampleRate == Math.rint(sampleRate)
        ? Long.toString((long) sampleRate)
        : Double.toString(sampleRate);
  }
}
