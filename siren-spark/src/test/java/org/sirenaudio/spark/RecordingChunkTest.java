package org.sirenaudio.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sirenaudio.corpus.Recording;

class RecordingChunkTest {

  private static List<Integer> sizes(List<RecordingChunk> chunks) {
    return chunks.stream().map(chunk -> chunk.paths().size()).toList();
  }

  private static List<Recording> recordings(int count, long bytes) {
    return IntStream.range(0, count).mapToObj(i -> new Recording("r" + i, bytes)).toList();
  }

  @Test
  void chunksGetSmallerTowardsTheEnd() {
    List<Integer> sizes = sizes(RecordingChunk.of(recordings(1000, 5), 2));
    assertThat(sizes).isSortedAccordingTo((a, b) -> b - a).startsWith(62).endsWith(1, 1, 1);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1000);
    assertThat(sizes).hasSizeLessThan(40);
  }

  @Test
  void everyRecordingIsInOneChunkInOrder() {
    List<Recording> all = new ArrayList<>(List.of(new Recording("long", 1_000_000)));
    all.addAll(recordings(50, 100));
    all.addAll(List.of(new Recording("empty", 0), new Recording("empty too", 0)));
    List<RecordingChunk> chunks = RecordingChunk.of(all, 4);
    assertThat(chunks.getFirst().paths()).containsExactly("long");
    assertThat(chunks.stream().flatMap(chunk -> chunk.paths().stream()))
        .containsExactlyElementsOf(all.stream().map(Recording::path).toList());
  }

  @Test
  void fewRecordingsGetATaskEach() {
    assertThat(sizes(RecordingChunk.of(recordings(3, 100), 8))).containsExactly(1, 1, 1);
    assertThat(sizes(RecordingChunk.of(recordings(1, 0), 2))).containsExactly(1);
  }
}
