package org.sirenaudio.bench.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A results file: one line per pair with the setting, the pair's number and its figures. Hours of
 * measurements may be done in parts.
 */
public record Results(Path file) {

  private static final String WOW = "WOW";
  private static final String HOUR = "HOUR";

  /** Appends a line. */
  public void add(Setting setting, long number, Trial trial) throws IOException {
    add(setting.toString(), number, trial.line());
  }

  public void add(long number, WowTrial trial) throws IOException {
    add(WOW, number, trial.line());
  }

  public void add(HourTrial trial) throws IOException {
    add(HOUR, 1, trial.line());
  }

  private void add(String kind, long number, String figures) throws IOException {
    Files.writeString(
        file,
        kind + "," + number + "," + figures + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Whether a pair has been measured. */
  public boolean has(Setting setting, long number) throws IOException {
    return figures(setting.toString()).containsKey(number);
  }

  /** Whether a tape has been measured. */
  public boolean hasTape(long number) throws IOException {
    return figures(WOW).containsKey(number);
  }

  /** The results of a setting; the last one of a pair measured twice. */
  public Trials of(Setting setting) throws IOException {
    return new Trials(figures(setting.toString()).values().stream().map(Trial::read).toList());
  }

  public List<WowTrial> wows() throws IOException {
    return figures(WOW).values().stream().map(WowTrial::read).toList();
  }

  public Optional<HourTrial> hour() throws IOException {
    return figures(HOUR).values().stream().map(HourTrial::read).findFirst();
  }

  private Map<Long, String> figures(String kind) throws IOException {
    Map<Long, String> figures = new TreeMap<>();
    for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      String[] cells = line.split(",", 3);
      if (cells[0].equals(kind)) {
        figures.put(Long.parseLong(cells[1]), cells[2]);
      }
    }
    return figures;
  }
}
