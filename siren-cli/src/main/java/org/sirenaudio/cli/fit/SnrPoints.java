package org.sirenaudio.cli.fit;

import org.sirenaudio.fit.config.TrainingSet;

/** The samples over which a fit's SNR is measured. */
public enum SnrPoints {
  /** Every frame of the recording. */
  GRID("on the grid", "grid"),
  /** The frames that are neither in a gap nor dropped. */
  KNOWN_FRAMES("on the known frames", "knownFrames"),
  /** The points of a CSV file. */
  KNOWN_POINTS("at the known points", "knownPoints");

  private final String words;
  private final String key;

  SnrPoints(String words, String key) {
    this.words = words;
    this.key = key;
  }

  static SnrPoints of(TrainingSet set) {
    return switch (set) {
      case TrainingSet.All all -> GRID;
      case TrainingSet.Frames frames -> KNOWN_FRAMES;
      case TrainingSet.Points points -> KNOWN_POINTS;
    };
  }

  /** Such as {@code on the grid}. */
  String words() {
    return words;
  }

  /** The name for programs. */
  String key() {
    return key;
  }
}
