package org.sirenaudio.cli.console;

import java.util.Locale;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.error.Figure;

/** Formatting of clips and numbers. */
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

  /** A note if samples were clipped at full scale. */
  public static String clipped(long samples) {
    return samples == 0
        ? ""
        : ", " + Figure.count(samples, "sample") + " clipped: use --encoding float";
  }

  /** A rate in Hz, without decimals if an integer, and with at most the digits a reader needs. */
  public static String rate(double sampleRate) {
    return Figure.of(sampleRate);
  }
}
