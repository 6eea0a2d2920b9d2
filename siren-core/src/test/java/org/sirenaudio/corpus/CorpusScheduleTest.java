package org.sirenaudio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.corpus.CorpusSchedule.Stage;

class CorpusScheduleTest {

  private static List<Stage> stages(long[] bytes, int cores) {
    return CorpusSchedule.of(bytes, cores).stages();
  }

  private static long[] equal(int count) {
    long[] bytes = new long[count];
    Arrays.fill(bytes, 1000);
    return bytes;
  }

  @Test
  void manyShortRecordingsGetOneThreadEach() {
    assertThat(stages(equal(200), 2)).containsExactly(new Stage(0, 200, 2, 1));
  }

  @Test
  void idleCoresAreDividedAmongTheRecordings() {
    assertThat(stages(equal(3), 2)).containsExactly(new Stage(0, 2, 2, 1), new Stage(2, 3, 1, 2));
    assertThat(stages(equal(10), 64)).containsExactly(new Stage(0, 10, 10, 6));
  }

  @Test
  void aVeryLongRecordingGetsAllCoresFirst() {
    long[] bytes = equal(101);
    bytes[0] = 1_000_000;
    assertThat(stages(bytes, 2)).containsExactly(new Stage(0, 1, 1, 2), new Stage(1, 101, 2, 1));
  }

  @Test
  void noRecordingAndOneRecordingAreScheduled() {
    assertThat(stages(new long[0], 2)).isEmpty();
    assertThat(stages(new long[] {0}, 8)).containsExactly(new Stage(0, 1, 1, 8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 64})
  void everyRecordingIsScheduledOnceWithinTheCores(int cores) {
    SplittableRandom random = new SplittableRandom(cores);
    for (int round = 0; round < 200; round++) {
      long[] bytes =
          random
              .longs(random.nextInt(1, 300), 0, 1L << random.nextInt(1, 30))
              .map(b -> -b)
              .sorted()
              .map(b -> -b)
              .toArray();
      List<Stage> stages = stages(bytes, cores);
      int next = 0;
      for (Stage stage : stages) {
        assertThat(stage.from()).isEqualTo(next);
        assertThat(stage.to()).isGreaterThan(stage.from());
        assertThat(stage.lanes() * stage.threads()).isBetween(1, cores);
        next = stage.to();
      }
      assertThat(next).isEqualTo(bytes.length);
    }
  }
}
