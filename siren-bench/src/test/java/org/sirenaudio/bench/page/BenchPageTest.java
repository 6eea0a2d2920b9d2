package org.sirenaudio.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.sirenaudio.bench.timing.Alternation;
import org.sirenaudio.bench.timing.Contestant;
import org.sirenaudio.bench.timing.Outcome;
import org.sirenaudio.bench.timing.PeerException;
import org.sirenaudio.bench.timing.Series;

/** From rounds to the written page. */
class BenchPageTest {

  private static Contestant fixed(String name, double flops, double seconds) {
    return new Contestant(name, flops, atLeast -> seconds);
  }

  private static Contestant missing(String name) {
    return new Contestant(
        name,
        0,
        atLeast -> {
          throw new PeerException("not here");
        });
  }

  private static SequencedMap<Contestant, Outcome> run(Contestant... contestants) {
    return new Alternation(0, 3, 0, text -> {}).run("test", List.of(contestants));
  }

  @Test
  void goalsAreJudgedByTheMedian() {
    assertThat(Goal.STEP.judge(new Series(new double[] {0.7, 0.8, 0.9})))
        .containsExactly(Goal.STEP.what(), "80.0 %", "75.0 % … 85.0 %", "≥ 80.0 %", "yes");
    assertThat(Goal.INFO.judge(new Series(new double[] {0.5})))
        .containsExactly(Goal.INFO.what(), "500 ms", "500 ms … 500 ms", "< 400 ms", "**no**");
  }

  @Test
  void aMissingPeerIsSkippedAndTheOthersAreTimed() {
    Contestant peak = fixed("peak", 1e9, 0.01);
    Contestant ours = fixed("ours", 2e9, 0.04);
    Contestant peer = missing("peer");
    SequencedMap<Contestant, Outcome> outcomes = run(peak, ours, peer);
    assertThat(TimeTable.rows(outcomes, c -> peak))
        .containsExactly(
            List.of("peak", "10.0 ms", "10.0 ms … 10.0 ms", "100", "–"),
            List.of("ours", "40.0 ms", "40.0 ms … 40.0 ms", "50.0", "50.0 %"),
            List.of("peer", "skipped: not here", "–", "–", "–"));
    Ratios ratios = new Ratios(outcomes);
    assertThat(ratios.speedUp(Goal.OVER_DJL, ours, peer)).last().isEqualTo("skipped: not here");
    assertThat(ratios.share(Goal.STEP, ours, peak)).last().isEqualTo("**no**");
  }

  @Test
  void aTableMayHaveMoreColumns() {
    Contestant peak = fixed("peak", 1e9, 0.01);
    Contestant ours = fixed("ours", 2e9, 0.04);
    SequencedMap<Contestant, Outcome> outcomes = run(peak, ours);
    assertThat(TimeTable.rows(outcomes, c -> peak, c -> List.of(c.name().toUpperCase(Locale.ROOT))))
        .allSatisfy(row -> assertThat(row).hasSameSizeAs(TimeTable.header("what", "more")))
        .extracting(List::getLast)
        .containsExactly("PEAK", "OURS");
    assertThat(TimeTable.times(outcomes))
        .allSatisfy(row -> assertThat(row).hasSameSizeAs(TimeTable.timesHeader("what")));
  }

  @Test
  void aGoalNamesTheContestantThatItAppliesTo() {
    assertThat(Goal.KINDS.of("hosc").judge(new Series(new double[] {0.6})))
        .startsWith(Goal.KINDS.what().formatted("hosc"), "60.0 %")
        .endsWith("yes");
  }

  @Test
  void aPageWithoutGoalsHasNoEmptyTable() {
    assertThat(new Page().write("./siren bench")).doesNotContain("Results and goals");
  }

  @Test
  void thePageHasTheTablesInMarkdown() {
    Page page = new Page();
    page.fact("cores", "2");
    page.goal(Goal.OVER_DJL.skip("not built"));
    page.section("Times", List.of("what", "time"), List.of(List.of("a | b", "1 s")));
    assertThat(page.write("./siren bench"))
        .startsWith("# Benchmarks\n\nWritten by `./siren bench`")
        .contains("| machine |     |\n| ------- | --- |\n| cores   | 2   |\n")
        .contains("| – ", "| ≥ 5.00× | skipped: not built |\n")
        .contains("## Times\n\n| what   | time |\n| ------ | ---- |\n| a \\| b | 1 s  |\n")
        .endsWith("\n");
  }

  @Test
  void aRowMustHaveAsManyCellsAsItsHeader() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Markdown().table(List.of("a", "b"), List.of(List.of("1"))))
        .withMessageContaining("1 cells under a header of 2");
  }
}
