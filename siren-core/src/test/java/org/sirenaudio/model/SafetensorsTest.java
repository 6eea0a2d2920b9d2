package org.sirenaudio.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static final SequencedMap<String, String> NONE = new LinkedHashMap<>();

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      Safetensors written = SafetensorsBytes.random(seed);
      byte[] bytes = written.toBytes();
      assertEqual(Safetensors.read(new ByteArrayInputStream(bytes), "stream"), written);
      Path path = folder.resolve("model.safetensors");
      written.write(path, true);
      assertThat(path).hasBinaryContent(bytes);
      Safetensors read = Safetensors.read(path);
      assertEqual(read, written);
      assertThat(read.toBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void bytesAreThoseOfTheFormat() {
    SequencedMap<String, String> metadata = new TreeMap<>(Map.of("b", "2", "a", "1é"));
    Safetensors file =
        Safetensors.of(
            List.of(
                Tensor.of("w", new float[] {1, -2}, 2, 1),
                Tensor.of("empty", new float[0], 0, 5),
                Tensor.of("scalar", new float[] {0.5f})),
            metadata);
    String header =
        "{\"__metadata__\":{\"a\":\"1é\",\"b\":\"2\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
            + "\"empty\":{\"dtype\":\"F32\",\"shape\":[0,5],\"data_offsets\":[8,8]},"
            + "\"scalar\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}";
    int pad = Math.floorMod(-header.getBytes(UTF_8).length, 8);
    byte[] data =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat(1)
            .putFloat(-2)
            .putFloat(0.5f)
            .array();
    byte[] expected = SafetensorsBytes.file((header + " ".repeat(pad)).getBytes(UTF_8), data);
    assertThat(file.toBytes()).isEqualTo(expected);
  }

  @Test
  void aFileMayHoldNoTensors() throws IOException {
    Safetensors empty = Safetensors.of(List.of(), NONE);
    assertThat(empty.toBytes()).isEqualTo(SafetensorsBytes.file("{}      ", 0));
    assertEqual(read(empty.toBytes()), empty);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 262_145, 1_000_003})
  void streamsOfUnknownLengthReadLikeFiles(int count) throws IOException {
    Random random = new Random(count);
    float[] data = new float[count];
    for (int i = 0; i < count; i++) {
      data[i] = (float) random.nextGaussian();
    }
    Safetensors written =
        Safetensors.of(
            List.of(Tensor.of("a", data, count), Tensor.of("b", new float[] {3}, 1)), NONE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    written.write(out);
    assertEqual(read(out.toByteArray()), written);
    Path path = folder.resolve("model.safetensors");
    written.write(path, false);
    assertEqual(Safetensors.read(path), written);
  }

  @Test
  void otherFloatTypesAreConverted() throws IOException {
    String header =
        "{"
            + SafetensorsBytes.entry("d", "F64", "[2]", 0, 16)
            + ","
            + SafetensorsBytes.entry("h", "F16", "[3]", 16, 22)
            + ","
            + SafetensorsBytes.entry("b", "BF16", "[2]", 22, 26)
            + "}";
    byte[] data =
        ByteBuffer.allocate(26)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putDouble(0.1)
            .putDouble(-1e-300)
            .putShort((short) 0x3C00)
            .putShort((short) 0x0001)
            .putShort((short) 0xFBFF)
            .putShort((short) 0x3F80)
            .putShort((short) 0xC049)
            .array();
    Safetensors file = read(SafetensorsBytes.file(header.getBytes(UTF_8), data));
    assertThat(values(file, "d")).containsExactly(0.1f, -0f);
    assertThat(values(file, "h")).containsExactly(1f, 0x1p-24f, -65504f);
    assertThat(values(file, "b")).containsExactly(1f, -3.140625f);
  }

  @Test
  void tensorsComeInTheOrderOfTheirData() throws IOException {
    String header =
        "{%s,%s,%s}"
            .formatted(
                SafetensorsBytes.entry("last", "F32", "[1]", 4, 8),
                SafetensorsBytes.entry("empty", "F32", "[1099511627776,0]", 4, 4),
                SafetensorsBytes.entry("first", "F32", "[]", 0, 4));
    assertThat(read(SafetensorsBytes.file(header, 8)).tensors())
        .extracting(Tensor::name)
        .containsExactly("first", "empty", "last");
  }

  @Test
  void whiteSpaceEscapesAndOrderOfKeysAreFree() throws IOException {
    String header =
        "{ \"\\u0061\\ud83c\\udfb5\" :\t{\"data_offsets\":[0 , 4],\n\"shape\":[ ],"
            + "\"dtype\":\"F\\u0033\\u0032\"}\r\n, \"__metadata__\":{\"\":\"\"} }\n \t";
    Safetensors file = read(SafetensorsBytes.file(header, 4));
    assertThat(file.tensor("a🎵")).isPresent();
    assertThat(file.metadata()).containsExactly(Map.entry("", ""));
  }

  @Test
  void manyTensorsKeepTheirOrder() throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      tensors.add(Tensor.of("segments." + i + ".net.0.linear.bias", new float[] {i, -i}, 2));
    }
    Safetensors written = Safetensors.of(tensors, NONE);
    assertEqual(read(written.toBytes()), written);
  }

  @Test
  void anExistingFileIsKeptUnlessAsked() throws IOException {
    Path path = folder.resolve("model.safetensors");
    Safetensors first = SafetensorsBytes.random(1);
    Safetensors second = SafetensorsBytes.random(2);
    first.write(path, false);
    assertThatThrownBy(() -> second.write(path, false))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(path.toString());
    assertThat(path).hasBinaryContent(first.toBytes());
    second.write(path, true);
    assertThat(path).hasBinaryContent(second.toBytes());
    assertThat(folder).isDirectoryContaining(path::equals);
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void valuesThatAreNotFiniteAreNotWritten(float value) throws IOException {
    Tensor tensor = Tensor.of("w", new float[] {0, value}, 2);
    Safetensors file = Safetensors.of(List.of(tensor), NONE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> file.write(out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor w has " + value + " at index 1");
    assertThat(out.size()).isZero();
    assertThatThrownBy(() -> file.write(folder.resolve("x"), false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    float[] two = {1, 2};
    assertThatThrownBy(() -> Tensor.of("w", two, 3)).hasMessageContaining("shape [3] with 2");
    assertThatThrownBy(() -> Tensor.of("w", two)).hasMessageContaining("shape [] with 2");
    assertThatThrownBy(() -> Tensor.of("w", two, -1, -2)).hasMessageContaining("negative size");
    assertThatThrownBy(() -> Tensor.of("w", two, Long.MAX_VALUE, 2)).hasMessageContaining("long");
    assertThatThrownBy(() -> Tensor.of("w", two, new long[65])).hasMessageContaining("dimensions");
    assertThatThrownBy(() -> Tensor.of("__metadata__", two, 2))
        .hasMessageContaining("name must not be");
    assertThatThrownBy(() -> Tensor.of("\ud800", two, 2)).hasMessageContaining("surrogate");
    Tensor tensor = Tensor.of("w", two, 2);
    assertThatThrownBy(() -> Safetensors.of(List.of(tensor, tensor), NONE))
        .hasMessage("two tensors are named w");
    assertThatThrownBy(() -> Safetensors.of(List.of(), new TreeMap<>(Map.of("k", "\udc00"))))
        .hasMessageContaining("surrogate");
  }

  @Test
  void aMissingFileIsNamed() {
    Path path = folder.resolve("none.safetensors");
    assertThatThrownBy(() -> Safetensors.read(path))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(path.toString());
  }

  @Test
  void anIndependentProgramReadsAndWritesTheSameBytes() throws Exception {
    Path python = Path.of("/usr/bin/python3");
    assumeTrue(Files.isExecutable(python), "no Python to check against");
    Path here = folder.resolve("here.safetensors");
    Path there = folder.resolve("there.safetensors");
    Safetensors written = SafetensorsBytes.random(7);
    written.write(here, false);
    Process process =
        new ProcessBuilder(
                python.toString(),
                "src/test/python/safetensors_io.py",
                here.toString(),
                there.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertEqual(Safetensors.read(there), written);
  }

  private static Safetensors read(byte[] bytes) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(bytes), "stream");
  }

  private static float[] values(Safetensors file, String name) {
    return file.tensor(name).orElseThrow().data();
  }

  private static void assertEqual(Safetensors actual, Safetensors expected) {
    assertThat(actual.metadata().sequencedEntrySet())
        .containsExactlyElementsOf(expected.metadata().sequencedEntrySet());
    assertThat(actual.tensors()).hasSameSizeAs(expected.tensors());
    for (int i = 0; i < expected.tensors().size(); i++) {
      Tensor is = actual.tensors().get(i);
      Tensor should = expected.tensors().get(i);
      assertThat(is.name()).isEqualTo(should.name());
      assertThat(is.shape()).isEqualTo(should.shape());
      assertThat(is.data()).isEqualTo(should.data());
    }
  }
}
