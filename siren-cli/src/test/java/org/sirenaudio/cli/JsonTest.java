package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sirenaudio.command.Json;

/** How values that JSON lacks are represented. */
class JsonTest {

  @Test
  void nonFiniteNumbersAreNullWithANote() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("a", Double.POSITIVE_INFINITY);
    all.put("b", Double.NEGATIVE_INFINITY);
    all.put("c", Double.NaN);
    all.put("d", 1.5);
    assertThat(Json.object(all))
        .isEqualTo(
            "{\"a\":null,\"aNote\":\"infinite\",\"b\":null,\"bNote\":\"minus infinite\","
                + "\"c\":null,\"cNote\":\"undefined\",\"d\":1.5}");
  }

  @Test
  void notesOfAListHaveTheListsShape() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("finite", List.of(1.0, 2.0));
    all.put("some", List.of(1.0, Double.NaN));
    all.put("pairs", List.of(List.of(0.5, 1.0), List.of(1.5, Double.NEGATIVE_INFINITY)));
    all.put("objects", List.of(Map.of("x", Double.POSITIVE_INFINITY)));
    assertThat(Json.object(all))
        .isEqualTo(
            "{\"finite\":[1.0,2.0],\"some\":[1.0,null],\"someNote\":[null,\"undefined\"],"
                + "\"pairs\":[[0.5,1.0],[1.5,null]],\"pairsNote\":[null,[null,\"minus infinite\"]],"
                + "\"objects\":[{\"x\":null,\"xNote\":\"infinite\"}]}");
  }

  @Test
  void textsPathsAndNullAreWritten() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("text", "ä\"\n");
    all.put("path", Path.of("a", "b"));
    all.put("none", null);
    all.put("list", Arrays.asList("x", null, true, 7L));
    assertThat(Json.object(all))
        .isEqualTo(
            "{\"text\":\"ä\\\"\\n\",\"path\":\"a/b\",\"none\":null,\"list\":[\"x\",null,true,7]}");
    assertThatIllegalArgumentException().isThrownBy(() -> Json.object(Map.of("f", 1f)));
  }
}
