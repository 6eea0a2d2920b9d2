package org.sirenaudio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShiftTest {

  private static long[] equal(int count) {
    long[] bytes = new long[count];
    Arrays.fill(bytes, 1000);
    return bytes;
  }

  @Test
  void manyShortOnesGetACoreEach() {
    assertThat(Shift.of(equal(200), 2)).containsExactly(new Shift(0, 200, 2, 1));
  }

  @Test
  void whatIsLeftOverSharesTheCores() {
    assertThat(Shift.of(equal(3), 2)).containsExactly(new Shift(0, 2, 2, 1), new Shift(2, 3, 1, 2));
    assertThat(Shift.of(equal(10), 64)).containsExactly(new Shift(0, 10, 10, 6));
  }

  @Test
  void aGiantGetsAllCoresFirst() {
    long[] bytes = equal(101);
    bytes[0] = 1_000_000;
    assertThat(Shift.of(bytes, 2)).containsExactly(new Shift(0, 1, 1, 2), new Shift(1, 101, 2, 1));
  }

  @Test
  void nothingAndOne() {
    assertThat(Shift.of(new long[0], 2)).isEmpty();
    assertThat(Shift.of(new long[] {0}, 8)).containsExactly(new Shift(0, 1, 1, 8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 64})
  void everyRecordingOnceAndNeverMoreThreadsThanCores(int cores) {
    SplittableRandom random = new SplittableRandom(cores);
    for (int round = 0; round < 200; round++) {
      long[] bytes =
          random
              .longs(random.nextInt(1, 300), 0, 1L << random.nextInt(1, 30))
              .map(b -> -b)
              .sorted()
              .map(b -> -b)
              .toArray();
      List<Shift> shifts = Shift.of(bytes, cores);
      int next = 0;
      for (Shift shift : shifts) {
        assertThat(shift.from()).isEqualTo(next);
        assertThat(shift.to()).isGreaterThan(shift.from());
        assertThat(shift.lanes() * shift.threads()).isBetween(1, cores);
        next = shift.to();
      }
      assertThat(next).isEqualTo(bytes.length);
    }
  }
}
