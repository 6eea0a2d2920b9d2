package org.sirenaudio.command.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.corpus.SweepFit;

/**
 * The combinations of a sweep.
 *
 * @param settings what is varied
 * @param combinations their values, by name, in order
 * @param ways configurations of those that are valid
 * @param invalid outcomes of the others
 */
public record SweepPlan(
    List<Setting> settings,
    Map<String, List<String>> combinations,
    List<SweepFit.Way> ways,
    List<SweepFit.Result> invalid) {

  static SweepPlan of(List<Setting> settings, List<List<String>> all, List<String> common) {
    Map<String, List<String>> combinations = new LinkedHashMap<>();
    List<SweepFit.Way> ways = new ArrayList<>();
    List<SweepFit.Result> invalid = new ArrayList<>();
    for (List<String> values : all) {
      String name = SweepRow.name(settings, values);
      combinations.put(name, values);
      List<String> words = new ArrayList<>(common);
      for (int i = 0; i < values.size(); i++) {
        words.add("--" + settings.get(i).option());
        words.add(values.get(i));
      }
      try {
        ways.add(Ways.way(name, words));
      } catch (IllegalArgumentException e) {
        String why = Objects.requireNonNullElse(e.getMessage(), "cannot be fitted");
        invalid.add(new SweepFit.Result(ManifestRow.failed(name, null, why), Double.NaN));
      }
    }
    return new SweepPlan(settings, combinations, ways, invalid);
  }

  /**
   * The report, a row per combination.
   *
   * @param results of all {@link #ways}, in any order
   */
  public SweepReport report(List<SweepFit.Result> results) {
    Map<String, SweepFit.Result> named = new LinkedHashMap<>();
    invalid.forEach(result -> named.put(result.row().path(), result));
    results.forEach(result -> named.put(result.row().path(), result));
    List<SweepRow> rows = new ArrayList<>();
    combinations.forEach(
        (name, values) -> rows.add(new SweepRow(values, Objects.requireNonNull(named.get(name)))));
    return new SweepReport(settings, rows);
  }
}
