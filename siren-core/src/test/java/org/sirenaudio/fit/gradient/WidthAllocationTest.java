package org.sirenaudio.fit.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sirenaudio.network.NetworkSpec;

class WidthAllocationTest {
  private static final NetworkSpec NARROW = NetworkSpec.siren(12, 4, 30, 30);

  private static WidthAllocation.Need need(double energy, double snrDb) {
    return new WidthAllocation.Need(NARROW, energy, true, snrDb);
  }

  private static long parameters(int[] widths) {
    long sum = 0;
    for (int width : widths) {
      sum += NARROW.withHiddenFeatures(width).parameterCount();
    }
    return sum;
  }

  @Test
  void signalsHardToLearnGetMoreParameters() {
    int[] widths = WidthAllocation.of(List.of(need(1, 20), need(1, 3)), 4000);
    assertThat(widths[1]).isGreaterThan(widths[0] + 4);
  }

  @Test
  void louderWindowsGetMoreParameters() {
    int[] widths = WidthAllocation.of(List.of(need(1, 5), need(0.01, 5)), 3200);
    assertThat(widths[0]).isGreaterThan(widths[1]);
  }

  @Test
  void aQuietWindowIsFittedUnlessInaudible() {
    List<WidthAllocation.Need> audible = List.of(need(1, 15), need(1e-4, 3));
    List<WidthAllocation.Need> not =
        List.of(need(1, 15), new WidthAllocation.Need(NARROW, 1e-4, false, 3));
    assertThat(WidthAllocation.of(audible, 2000)[1]).isGreaterThan(12);
    assertThat(WidthAllocation.of(not, 2000)).containsExactly(20, 12);
  }

  @Test
  void theLimitIsKeptAndUsed() {
    List<WidthAllocation.Need> needs = List.of(need(1, 2), need(0.3, 7), need(0.1, 1), need(1, 30));
    for (long most = 2500; most < 8000; most += 500) {
      long used = parameters(WidthAllocation.of(needs, most));
      assertThat(used).isBetween(most - 500, most);
    }
  }

  @Test
  void noNetworkGetsNarrowerNorWiderThanThreeTimes() {
    List<WidthAllocation.Need> needs = List.of(need(1, 2), need(0.3, 7));
    assertThat(WidthAllocation.of(needs, 10)).containsExactly(12, 12);
    assertThat(WidthAllocation.of(needs, 1_000_000)).containsExactly(36, 36);
    assertThat(WidthAllocation.of(List.of(), 1000)).isEmpty();
    needs = List.of(WidthAllocation.Need.none(NARROW), need(0.3, 7));
    assertThat(WidthAllocation.of(needs, 1_000_000)).containsExactly(12, 36);
  }
}
