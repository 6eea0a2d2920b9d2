package org.sirenaudio.cli.console;

import java.util.Locale;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.error.Figure;

/** Clips and numbers in words. */
public final class SoundText {

  private SoundText() {}

  public static String clip(ClipSource clip) {
    return sound(clip.seconds(), clip.sampleRate(), clip.channels(), clip.frames());
  }

  public static String sound(double seconds, double sampleRate, int channels, long frames) {
    return String.format(
        Locale.ROOT,
        "%.3f s, %s Hz, %s, %s",
        seconds,
        rate(sampleRate),
        channels == 1 ? "mono" : channels == 2 ? "stereo" : Figure.count(channels, "channel"),
        Figure.count(frames, "frame"));
  }

  /** What to add where samples beyond full scale were clipped. */
  public static String clipped(long samples) {
    return samples == 0
        ? ""
        : ", " + Figure.count(samples, "sample") + " clipped: use --encoding float";
  }

  /** A rate in Hz, without decimals where it is whole, and without more than a person reads. */
  public static String rate(double sampleRate) {
    return Figure.of(sampleRate);
  }
}
