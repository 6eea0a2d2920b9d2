package org.sirenaudio.bench.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of what was measured: a line each with the setting, the pair's number and its figures.
 * Hours of measurements may be done in parts.
 */
public record Results(Path file) {

  /** Adds a line. */
  public void add(Setting setting, long number, Trial trial) throws IOException {
    Files.writeString(
        file,
        setting + "," + number + "," + trial.line() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Whether a pair has been measured. */
  public boolean has(Setting setting, long number) throws IOException {
    String begin = setting + "," + number + ",";
    return lines().stream().anyMatch(line -> line.startsWith(begin));
  }

  private List<String> lines() throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** What there is of a setting; of a pair that was measured twice, the last. */
  public Trials of(Setting setting) throws IOException {
    Map<Long, Trial> trials = new TreeMap<>();
    for (String line : lines()) {
      String[] cells = line.split(",", 3);
      if (cells[0].equals(setting.toString())) {
        trials.put(Long.parseLong(cells[1]), Trial.read(cells[2]));
      }
    }
    return new Trials(new ArrayList<>(trials.values()));
  }
}
