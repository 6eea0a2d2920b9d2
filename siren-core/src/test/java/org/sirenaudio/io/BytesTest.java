package org.sirenaudio.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

  /** None, one, and around the 4096 of a block. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 10_000})
  void floatsAreWrittenAndReadAsTheJdkDoes(int count) throws IOException {
    float[] values = new float[count];
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    DataOutputStream each = new DataOutputStream(one);
    for (int i = 0; i < count; i++) {
      values[i] = (float) Math.sin(i) * i;
      each.writeFloat(values[i]);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Floats.write(values, new DataOutputStream(all));
    assertThat(all.toByteArray()).isEqualTo(one.toByteArray());
    float[] back = new float[count];
    Floats.read(back, new DataInputStream(new ByteArrayInputStream(all.toByteArray())));
    assertThat(back).isEqualTo(values);
  }

  @Test
  void aTruncatedArrayIsAnError() {
    DataInputStream seven = new DataInputStream(new ByteArrayInputStream(new byte[7]));
    assertThatThrownBy(() -> Floats.read(new float[2], seven)).isInstanceOf(EOFException.class);
  }

  /** The example of FIPS 180-4. */
  @Test
  void aHashIsSha256InHexadecimal() {
    String hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertThat(Hashes.sha256("abc")).isEqualTo(hash);
    assertThat(Hashes.sha256("abc".getBytes(UTF_8))).isEqualTo(hash);
  }
}
