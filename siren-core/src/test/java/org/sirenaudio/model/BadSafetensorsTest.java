package org.sirenaudio.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.error.BadDataException;

class BadSafetensorsTest {
  private static final String GOOD = SafetensorsBytes.entry("a", "F32", "[1]", 0, 4);

  @TempDir Path folder;

  /** A header, the number of zero bytes after it, and a part of the complaint. */
  static Stream<Arguments> headers() {
    return Stream.of(
        arguments("", 0, "does not begin with '{'"),
        arguments(" {}", 0, "does not begin with '{'"),
        arguments("\ufeff{}", 0, "does not begin with '{'"),
        arguments("[]", 0, "does not begin with '{'"),
        arguments("null", 0, "does not begin with '{'"),
        arguments("{", 0, "not valid JSON"),
        arguments("{]", 0, "not valid JSON"),
        arguments("{" + GOOD + ",}", 4, "not valid JSON"),
        arguments("{" + GOOD + "", 4, "not valid JSON"),
        arguments("{'a':{}}", 0, "not valid JSON"),
        arguments("{/**/}", 0, "not valid JSON"),
        arguments("{} {}", 0, "data after the JSON"),
        arguments("{} x", 0, "not valid JSON"),
        arguments("{}\0\0", 0, "not valid JSON"),
        arguments("{" + GOOD + "," + GOOD + "}", 4, "tensor 'a' appears twice in the header"),
        arguments("{" + GOOD + "," + GOOD.replace("\"a\"", "\"\\u0061\"") + "}", 4, "twice"),
        arguments("{\"__metadata__\":{},\"__metadata__\":{}}", 0, "__metadata__ appears twice"),
        arguments(
            "{\"__metadata__\":{\"k\":\"1\",\"k\":\"1\"}}", 0, "'k' appears twice in the meta"),
        arguments("{\"__metadata__\":[]}", 0, "__metadata__ is not an object"),
        arguments("{\"__metadata__\":null}", 0, "__metadata__ is not an object"),
        arguments("{\"__metadata__\":{\"k\":1}}", 0, "metadata 'k' is not a string"),
        arguments("{\"__metadata__\":{\"k\":null}}", 0, "metadata 'k' is not a string"),
        arguments("{\"__metadata__\":{\"k\":{}}}", 0, "metadata 'k' is not a string"),
        arguments("{\"__metadata__\":{\"k\":\"\\ud800\"}}", 0, "unpaired surrogate"),
        arguments("{\"\\udc00\":{}}", 0, "surrogate"),
        arguments("{\"a\":7}", 0, "tensor 'a' is not an object"),
        arguments("{\"a\":null}", 0, "tensor 'a' is not an object"),
        arguments("{\"a\":{}}", 0, "does not have a dtype, a shape and two data_offsets"),
        arguments("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "does not have a dtype"),
        arguments("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4, "does not have a"),
        arguments("{\"a\":{\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "does not have a dtype"),
        arguments("{" + GOOD.replace("[0,4]", "[0]") + "}", 4, "two data_offsets"),
        arguments("{" + GOOD.replace("[0,4]", "[0,4,4]") + "}", 4, "more than 2 numbers"),
        arguments("{" + GOOD.replace("[0,4]", "{}") + "}", 4, "is not an array"),
        arguments("{" + GOOD.replace("[0,4]", "[0,[4]]") + "}", 4, "deeper nesting or longer"),
        arguments("{" + GOOD.replace("[0,4]", "[0,4.0]") + "}", 4, "values other than integers"),
        arguments("{" + GOOD.replace("[0,4]", "[0,4e0]") + "}", 4, "values other than integers"),
        arguments("{" + GOOD.replace("[0,4]", "[-0,4]") + "}", 4, "values other than integers"),
        arguments("{" + GOOD.replace("[0,4]", "[0,\"4\"]") + "}", 4, "values other than integers"),
        arguments("{" + GOOD.replace("[0,4]", "[00,4]") + "}", 4, "not valid JSON"),
        arguments("{" + GOOD.replace("[1]", "[-1]") + "}", 4, "values other than integers"),
        arguments("{" + GOOD.replace("[1]", "[18446744073709551617]") + "}", 4, "integers"),
        arguments("{" + GOOD.replace("[1]", "[" + "9".repeat(5000) + "]") + "}", 4, "longer"),
        arguments("{" + GOOD.replace("[1]", "[" + "1,".repeat(64) + "1]") + "}", 4, "more than 64"),
        arguments("{" + GOOD.replace("}", ",\"shape\":[1]}") + "}", 4, "shape appears twice"),
        arguments("{" + GOOD.replace("}", ",\"dtype\":\"F32\"}") + "}", 4, "dtype appears twice"),
        arguments("{" + GOOD.replace("}", ",\"data_offsets\":[0,4]}") + "}", 4, "offsets appears"),
        arguments("{" + GOOD.replace("}", ",\"strides\":[1]}") + "}", 4, "unknown key 'strides'"),
        arguments(
            "{" + GOOD.replace("F32", "U8") + "}", 4, "tensor 'a' has the unsupported dtype 'U8'"),
        arguments(
            "{" + GOOD.replace("F32", "f32") + "}",
            4,
            "tensor 'a' has the unsupported dtype 'f32'"),
        arguments("{" + GOOD.replace("\"F32\"", "32") + "}", 4, "dtype of tensor 'a' is not"),
        arguments("{" + GOOD + "}", 3, "is truncated: it has 3 of 4 bytes"),
        arguments("{" + GOOD + "}", 0, "is truncated: it has 0 of 4 bytes"),
        arguments("{" + GOOD + "}", 5, "data after the 4 bytes"),
        arguments("{}", 1, "data after the 0 bytes"),
        arguments("{" + GOOD.replace("F32", "F64") + "}", 4, "as F64 needs 8 bytes but has 4"),
        arguments("{" + GOOD.replace("F32", "F16") + "}", 4, "as F16 needs 2 bytes but has 4"),
        arguments("{" + GOOD.replace("[1]", "[2]") + "}", 4, "[2] as F32 needs 8 bytes but has 4"),
        arguments("{" + GOOD.replace("[1]", "[0]") + "}", 4, "needs 0 bytes but has 4"),
        arguments("{" + entry("a", "[1]", 4, 8) + "}", 8, "the bytes from 0 to 4, before"),
        arguments("{" + entry("a", "[0]", 4, 4) + "}", 4, "the bytes from 0 to 4, before"),
        arguments("{" + entry("a", "[1]", 4, 0) + "}", 4, "ends at 0, before it begins at 4"),
        arguments(
            "{" + GOOD + "," + entry("b", "[1]", 5, 9) + "}", 9, "bytes from 4 to 5, before ten"),
        arguments(
            "{" + GOOD + "," + entry("b", "[1]", 0, 4) + "}", 4, "begins at 0, inside tensor 'a'"),
        arguments(
            "{" + GOOD + "," + entry("b", "[2]", 0, 8) + "}", 8, "begins at 0, inside tensor 'a'"),
        arguments("{" + entry("a", "[9223372036854775807,2]", 0, 4) + "}", 4, "impossible shape"),
        arguments("{" + entry("a", "[4294967296,4294967296,0]", 0, 0) + "}", 0, "impossible"),
        arguments("{" + entry("a", "[9223372036854775807]", 0, 4) + "}", 4, "impossible shape"),
        arguments("{" + entry("a", "[2147483648]", 0, 1L << 33) + "}", 4, "more than an array"),
        arguments("{" + entry("a", "[2147483639]", 0, 8589934556L) + "}", 4, "is truncated"),
        arguments("{" + entry("a", "[2147483000]", 0, 8589932000L) + "}", 4, "is truncated"),
        arguments("{\"a\":{\"shape\":[[1]]}}", 0, "deeper nesting or longer"),
        arguments("{\"a\":".repeat(100_000), 0, "unknown key 'a'"),
        arguments("{\"a\":{\"shape\":" + "[".repeat(100_000), 0, "deeper nesting or longer"));
  }

  private static String entry(String name, String shape, long begin, long end) {
    return SafetensorsBytes.entry(name, "F32", shape, begin, end);
  }

  @ParameterizedTest
  @MethodSource("headers")
  void malformedHeadersAreReported(String header, int dataBytes, String complaint)
      throws IOException {
    refused(SafetensorsBytes.file(header, dataBytes), complaint);
  }

  @Test
  void aFileInAnotherFormatIsReported() throws IOException {
    refused(new byte[0], "is empty");
    refused(new byte[7], "ends after 7 bytes");
    refused(new byte[8], "does not begin with '{'");
    refused("hello world, this is text".getBytes(UTF_8), "is not a safetensors file");
    refused("RIFF\0\0\0\0WAVEfmt ".getBytes(UTF_8), "is a sound, not a safetensors file");
    refused("PK\u0003\u0004 and so on".getBytes(UTF_8), "PyTorch pickle");
    refused(length(-1), "its header would be 18446744073709551615 bytes long");
    refused(length(Long.MIN_VALUE), "its header would be 9223372036854775808 bytes long");
    refused(length(100_000_001), "its header would be 100000001 bytes long");
    refused(length(100_000_000), "ends inside its header, after 2 of 100000000 bytes");
    refused(length(3), "ends inside its header, after 2 of 3 bytes");
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> Safetensors.read(folder))
        .withMessage(folder + ": is a folder; name a safetensors file in it");
  }

  private static byte[] length(long headerBytes) {
    return ByteBuffer.allocate(10)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(headerBytes)
        .put((byte) '{')
        .put((byte) '}')
        .array();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0080", // a continuation without a start
        "\u00c0\u00af", // an overlong slash
        "\u00ed\u00a0\u0080", // half a surrogate pair
        "\u00f4\u0090\u0080\u0080", // beyond Unicode
        "\u00e2\u0082", // a character cut off
        "\u00ff"
      })
  void invalidUtf8IsRefused(String bytes) throws IOException {
    for (String place : List.of("{\"%s\":{}}", "{\"__metadata__\":{\"k\":\"%s\"}}", "{}%s")) {
      byte[] header = place.formatted(bytes).getBytes(ISO_8859_1);
      refused(SafetensorsBytes.file(header, new byte[0]), "");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"F64", "F32", "F16", "BF16"})
  void valuesThatAreNotFiniteAreNamed(String dtype) throws IOException {
    int size = Dtype.valueOf(dtype).bytes();
    long nan =
        switch (dtype) {
          case "F64" -> Double.doubleToLongBits(1e39);
          case "F32" -> Float.floatToIntBits(Float.NEGATIVE_INFINITY);
          case "F16" -> 0x7E00;
          default -> 0x7FC0;
        };
    int count = 70_000;
    for (int index : new int[] {0, 5, count - 1}) {
      byte[] data = new byte[count * size];
      ByteBuffer value = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(nan);
      System.arraycopy(value.array(), 0, data, index * size, size);
      String entry =
          SafetensorsBytes.entry("net.0", dtype, "[" + count + "]", 0, (long) count * size);
      refused(
          SafetensorsBytes.file(("{" + entry + "}").getBytes(UTF_8), data),
          "tensor 'net.0' (" + dtype + ") has ",
          " at index " + index + " ");
    }
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    for (int seed : new int[] {3, 4, 5}) {
      byte[] whole = SafetensorsBytes.random(seed).toBytes();
      for (int length = 0; length < whole.length; length++) {
        refused(Arrays.copyOf(whole, length), "");
      }
      refused(Arrays.copyOf(whole, whole.length + 1), "data after");
    }
  }

  @Test
  void aMutatedFileIsReadOrReported() throws IOException {
    byte[] whole =
        Safetensors.of(
                List.of(
                    Tensor.of("net.0.é", new float[] {1, 2}, 1, 2),
                    Tensor.of("e", new float[0], 0),
                    Tensor.of("s", new float[] {3})),
                new TreeMap<>(Map.of("format", "pt", "k", "\n🎵")))
            .toBytes();
    int accepted = 0;
    for (int i = 0; i < whole.length; i++) {
      // Every character that JSON gives a meaning, the ends of the range, and every bit flipped.
      for (int value : "{}[]\",:\\ -+.019eE\t\n\0\u007f\u0080\u00ff".toCharArray()) {
        byte[] mutated = whole.clone();
        mutated[i] = (byte) value;
        accepted += read(mutated) ? 1 : 0;
      }
      for (int bit = 0; bit < 8; bit++) {
        byte[] mutated = whole.clone();
        mutated[i] ^= (byte) (1 << bit);
        accepted += read(mutated) ? 1 : 0;
      }
    }
    // Names, metadata and values may be changed; nearly everything else may not.
    assertThat(accepted).isBetween(whole.length, whole.length * 16);
  }

  @Test
  void messagesAreOneLine() throws IOException {
    String name = "x\\n\\u0007\\u2028\\u202e" + "y".repeat(5000);
    String header = "{" + SafetensorsBytes.entry(name, "I8", "[1]", 0, 1) + "}";
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> stream(SafetensorsBytes.file(header, 1)))
        .withMessageStartingWith("stdin: tensor 'x????yyy")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void longNamesAndTextsAreRead() throws IOException {
    String longText = "text ".repeat(1_000_000);
    Safetensors written =
        Safetensors.of(
            List.of(Tensor.of("n".repeat(1_000_000), new float[] {1}, 1)),
            new LinkedHashMap<>(Map.of("k", longText)));
    assertThat(stream(written.toBytes()).metadata()).containsEntry("k", longText);
  }

  /** Refused as a stream and as a file, each in one line with all these parts. */
  private void refused(byte[] bytes, String... parts) throws IOException {
    Path path = folder.resolve("bad.safetensors");
    Files.write(path, bytes);
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> stream(bytes))
        .withMessageStartingWith("stdin: ")
        .satisfies(e -> assertThat(e.getMessage()).contains(parts).matches(".{1,500}"));
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> Safetensors.read(path))
        .withMessageStartingWith(path + ": ")
        .satisfies(e -> assertThat(e.getMessage()).contains(parts).matches(".{1,500}"));
  }

  private static boolean read(byte[] bytes) throws IOException {
    try {
      assertThat(stream(bytes).toBytes()).isNotEmpty();
      return true;
    } catch (BadDataException e) {
      assertThat(e.getMessage()).matches("stdin: .{1,400}");
      return false;
    }
  }

  private static Safetensors stream(byte[] bytes) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(bytes), "stdin");
  }
}
