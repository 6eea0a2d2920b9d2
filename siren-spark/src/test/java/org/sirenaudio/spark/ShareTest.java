package org.sirenaudio.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sirenaudio.corpus.Recording;

class ShareTest {

  private static List<Integer> sizes(List<Share> shares) {
    return shares.stream().map(share -> share.paths().size()).toList();
  }

  private static List<Recording> recordings(int count, long bytes) {
    return IntStream.range(0, count).mapToObj(i -> new Recording("r" + i, bytes)).toList();
  }

  @Test
  void sharesGetSmallerTowardsTheEnd() {
    List<Integer> sizes = sizes(Share.of(recordings(1000, 5), 2));
    assertThat(sizes).isSortedAccordingTo((a, b) -> b - a).startsWith(62).endsWith(1, 1, 1);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1000);
    assertThat(sizes).hasSizeLessThan(40);
  }

  @Test
  void everyRecordingIsInOneShareInOrder() {
    List<Recording> all = new ArrayList<>(List.of(new Recording("long", 1_000_000)));
    all.addAll(recordings(50, 100));
    all.addAll(List.of(new Recording("empty", 0), new Recording("empty too", 0)));
    List<Share> shares = Share.of(all, 4);
    assertThat(shares.getFirst().paths()).containsExactly("long");
    assertThat(shares.stream().flatMap(share -> share.paths().stream()))
        .containsExactlyElementsOf(all.stream().map(Recording::path).toList());
  }

  @Test
  void fewRecordingsHaveATaskEach() {
    assertThat(sizes(Share.of(recordings(3, 100), 8))).containsExactly(1, 1, 1);
    assertThat(sizes(Share.of(recordings(1, 0), 2))).containsExactly(1);
  }
}
