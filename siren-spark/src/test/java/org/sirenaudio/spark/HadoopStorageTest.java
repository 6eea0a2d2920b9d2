package org.sirenaudio.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.corpus.ModelStore;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.model.ClipModel;

/** File systems that do not replace a file by renaming another to it. */
class HadoopStorageTest {
  private static final String NAME = "name";

  @TempDir private java.nio.file.Path folder;
  private java.nio.file.Path file;
  private ClipModel model;

  enum Manner {
    /** As HDFS. */
    REFUSES,
    /** As S3A. */
    COMPLAINS
  }

  private static final class NeverReplacing extends RawLocalFileSystem {
    private final Manner manner;

    NeverReplacing(Manner manner) throws IOException {
      this.manner = manner;
      initialize(URI.create("file:///"), new Configuration(false));
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
      if (!exists(to)) {
        return super.rename(from, to);
      }
      if (manner == Manner.COMPLAINS) {
        throw new FileAlreadyExistsException(to.toString());
      }
      return false;
    }
  }

  @BeforeEach
  void makeModel() throws IOException {
    float[] samples = new float[800];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 * Math.sin(0.3 * i));
    }
    FitConfig config =
        FitConfig.balanced()
            .withNetwork(n -> n.withHiddenFeatures(4))
            .withBudget(new Budget.Steps(2))
            .withThreads(1);
    model =
        Fitter.with(config)
            .keepingPoor()
            .fit(Clip.of(8000, new float[][] {samples}), progress -> {});
    Files.createDirectories(folder.resolve("staging"));
    file = Files.createDirectories(folder.resolve("out/models")).resolve(NAME + ".safetensors");
  }

  private ModelStore store(Manner manner) throws IOException {
    NeverReplacing files = new NeverReplacing(manner);
    HadoopStorage staging = new HadoopStorage(files, new Path(folder.resolve("staging").toUri()));
    return new HadoopStorage(files, new Path(folder.resolve("out").toUri())).models(staging, 1);
  }

  @ParameterizedTest
  @EnumSource(Manner.class)
  void anExistingModelIsKeptAndADamagedOneReplaced(Manner manner) throws IOException {
    ModelStore store = store(manner);
    store.put(NAME, model);
    byte[] whole = Files.readAllBytes(file);
    store.put(NAME, model);
    assertThat(file).hasBinaryContent(whole);
    Files.write(file, new byte[100]);
    store.put(NAME, model);
    assertThat(file).hasBinaryContent(whole);
    assertThat(folder.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void aFileNameWithAColonIsRead() throws IOException {
    Files.writeString(folder.resolve("at 12:30.wav"), "text");
    HadoopStorage storage =
        new HadoopStorage(new NeverReplacing(Manner.REFUSES), new Path(folder.toUri()));
    try (InputStream in = storage.recording("at 12:30.wav").open()) {
      assertThat(in).hasContent("text");
    }
  }
}
