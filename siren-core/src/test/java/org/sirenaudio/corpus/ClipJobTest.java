package org.sirenaudio.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.io.Hashes;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.parallel.Workers;

class ClipJobTest {

  /** Models in memory. */
  private static final class Memory implements ModelStore {
    private final Map<String, byte[]> files = new HashMap<>();
    private int puts;

    @Override
    public Optional<ClipModel> read(String name) throws IOException {
      byte[] file = files.get(name);
      return file == null
          ? Optional.empty()
          : Optional.of(ClipModel.read(new ByteArrayInputStream(file), name));
    }

    @Override
    public void put(String name, ClipModel model) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      model.write(bytes);
      files.put(name, bytes.toByteArray());
      puts++;
    }

    byte[] only() {
      assertThat(files).hasSize(1);
      return files.values().iterator().next();
    }
  }

  @TempDir private Path folder;
  private final Memory store = new Memory();
  private byte[] sound;
  private volatile boolean stopped;

  @BeforeEach
  void makeSound() throws IOException {
    sound = Tones.bytes(folder, 3000, 1);
  }

  private ClipJob job(ModelStore where, FitConfig config) {
    return job(where, config, false, 1 << 24);
  }

  private ClipJob job(ModelStore where, FitConfig config, boolean retried, int memoryLimit) {
    Path unfinished = folder.resolve("unfinished");
    CorpusRecipe recipe = new CorpusRecipe(config);
    return new ClipJob(
        recipe,
        where,
        unfinished,
        () -> stopped,
        retried,
        ClipJob.Reading.STRICT,
        memoryLimit,
        1e-6);
  }

  /** In which a recording of more bytes counts as too long for the memory. */
  private ClipJob jobOfSixWindows(int memoryLimit) {
    return job(store, Tones.QUICK.withWindows(w -> w.withCount(6)), false, memoryLimit);
  }

  private static RecordingSource bytes(byte[] bytes) {
    return () -> new ByteArrayInputStream(bytes);
  }

  private ManifestRow run(ModelStore where, RecordingSource input, int threads) throws IOException {
    return job(where, Tones.QUICK).run("x/y.wav", input, threads, spent -> {});
  }

  @Test
  void aJobGivesAModelAndARow() throws IOException {
    ManifestRow row = run(store, bytes(sound), 1);
    ClipModel model = ClipModel.read(new ByteArrayInputStream(store.only()), "model");
    assertThat(row.status()).isEqualTo(ManifestRow.OK);
    assertThat(row.path()).isEqualTo("x/y.wav");
    assertThat(row.sha256()).isEqualTo(Hashes.sha256(sound));
    assertThat(row.model())
        .isEqualTo("models/" + store.files.keySet().iterator().next() + ".safetensors");
    assertThat(row.durationSeconds()).isEqualTo(0.375);
    assertThat(row.sampleRateHz()).isEqualTo(8000);
    assertThat(row.channels()).isEqualTo(1);
    assertThat(row.parameters()).isEqualTo(model.parameterCount());
    assertThat(row.steps()).isEqualTo(10);
    assertThat(row.fitSeconds()).isPositive();
    assertThat(row.snrDb()).isPositive();
    assertThat(row.lsd()).isPositive();
    assertThat(row.error()).isNull();
    assertThat(model.provenance())
        .doesNotContainKey("fit.seconds")
        .containsEntry("fit.input_sha256", row.sha256());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void theSameFileForAnyNumberOfThreads(int threads) throws IOException {
    Memory other = new Memory();
    run(store, bytes(sound), 1);
    run(other, bytes(sound), threads);
    assertThat(other.files.keySet()).isEqualTo(store.files.keySet());
    assertThat(other.only()).isEqualTo(store.only());
  }

  @Test
  void existingModelsAreNotFittedAgain() throws IOException {
    ManifestRow first = run(store, bytes(sound), 1);
    ManifestRow second = run(store, bytes(sound), 1);
    assertThat(store.puts).isOne();
    assertThat(second).isEqualTo(first.withFitSeconds(null));
  }

  @Test
  void aDamagedModelIsFittedAgain() throws IOException {
    run(store, bytes(sound), 1);
    byte[] whole = store.only();
    store.files.replaceAll((name, bytes) -> Arrays.copyOf(bytes, bytes.length / 2));
    run(store, bytes(sound), 1);
    assertThat(store.only()).isEqualTo(whole);
  }

  @Test
  void unusableInputIsAFailedRow() throws IOException {
    ManifestRow empty = run(store, bytes(new byte[0]), 1);
    assertThat(empty.status()).isEqualTo(ManifestRow.FAILED);
    assertThat(empty.error()).startsWith("x/y.wav: is empty (0 bytes)");
    assertThat(empty.sha256()).isEqualTo(Hashes.sha256(new byte[0]));
    ManifestRow text = run(store, bytes("Hello, sound!".getBytes(StandardCharsets.UTF_8)), 1);
    assertThat(text.error()).startsWith("x/y.wav: is not a supported sound file");
    ManifestRow cut = run(store, bytes(Arrays.copyOf(sound, 1000)), 1);
    assertThat(cut.error()).startsWith("x/y.wav: ").contains("claims");
    ManifestRow gone =
        run(
            store,
            () -> {
              throw new NoSuchFileException("/somewhere/x/y.wav");
            },
            1);
    assertThat(gone.error()).isEqualTo("x/y.wav: was removed during the run");
    assertThat(gone.sha256()).isNull();
    ManifestRow io =
        run(
            store,
            () -> {
              throw new IOException("Input/output error");
            },
            1);
    assertThat(io.error()).isEqualTo("x/y.wav: cannot be read: Input/output error");
    assertThat(store.files).isEmpty();
  }

  @Test
  void anUnsuitableRecipeIsAFailedRow() throws IOException {
    ClipJob job = job(store, Tones.QUICK.withWindows(w -> w.withCount(1000)));
    ManifestRow row = job.run("a.wav", bytes(sound), 1, spent -> {});
    assertThat(row.error()).startsWith("a.wav: a clip of 3,000 frames has room for");
  }

  @Test
  void aFullStoreEndsTheRun() {
    ModelStore full =
        new ModelStore() {
          @Override
          public Optional<ClipModel> read(String name) {
            return Optional.empty();
          }

          @Override
          public void put(String name, ClipModel model) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    assertThatThrownBy(() -> run(full, bytes(sound), 1))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("make room");
  }

  @Test
  void aStoppedJobLeavesNothing() {
    stopped = true;
    assertThatThrownBy(() -> job(store, Tones.QUICK).run("a.wav", bytes(sound), 1, spent -> {}))
        .isInstanceOf(CancellationException.class);
    assertThat(store.files).isEmpty();
  }

  /** As a recording too long for the memory is fitted. */
  private ManifestRow runLong(RecordingSource input) throws IOException {
    return jobOfSixWindows(100).run("x/y.wav", input, 2, spent -> {});
  }

  @Test
  void aLongRecordingGivesTheSameFile() throws IOException {
    ManifestRow expected =
        job(store, Tones.QUICK.withWindows(w -> w.withCount(6)))
            .run("x/y.wav", bytes(sound), 1, spent -> {});
    byte[] model = store.only();
    store.files.clear();
    ManifestRow streamed = runLong(bytes(sound));
    assertThat(streamed.withFitSeconds(null)).isEqualTo(expected.withFitSeconds(null));
    assertThat(store.only()).isEqualTo(model);
    store.files.clear();
    Path file = Files.write(folder.resolve("y.wav"), sound);
    runLong(RecordingSource.of(file));
    assertThat(store.only()).isEqualTo(model);
    assertThat(folder.resolve("unfinished")).isEmptyDirectory();
  }

  @Test
  void aLongRecordingThatChangesDuringTheFitIsAFailedRow() throws IOException {
    int[] opened = {0};
    ManifestRow row =
        runLong(
            () -> {
              opened[0]++;
              byte[] now = sound.clone();
              now[now.length - 1] ^= (byte) (opened[0] > 2 ? 1 : 0);
              return new ByteArrayInputStream(now);
            });
    assertThat(row.error()).startsWith("x/y.wav: was modified during the fit");
    assertThat(store.files).isEmpty();
  }

  @Test
  void unusableLongInputIsAFailedRow() throws IOException {
    Path file = Files.write(folder.resolve("y.wav"), Arrays.copyOf(sound, 1000));
    assertThat(runLong(RecordingSource.of(file)).error())
        .startsWith("x/y.wav: chunk 'data' claims");
    Files.delete(file);
    assertThat(runLong(RecordingSource.of(file)).error())
        .isEqualTo("x/y.wav: was removed during the run");
    Files.createDirectory(file);
    assertThat(runLong(RecordingSource.of(file)).error())
        .isEqualTo("x/y.wav: is no longer a regular file");
  }

  @Test
  void anInterruptedFitOfALongRecordingResumes() throws IOException {
    ManifestRow expected = runLong(bytes(sound));
    byte[] model = store.only();
    store.files.clear();
    ClipJob job = jobOfSixWindows(100);
    assertThatThrownBy(
            () -> job.run("x/y.wav", bytes(sound), 2, state -> stopped = state.spent() > 0.3))
        .isInstanceOf(CancellationException.class);
    assertThat(store.files).isEmpty();
    assertThat(folder.resolve("unfinished")).isNotEmptyDirectory();
    stopped = false;
    assertThat(runLong(bytes(sound)).withFitSeconds(null)).isEqualTo(expected.withFitSeconds(null));
    assertThat(store.only()).isEqualTo(model);
    ClipJob.deleteUnfinished(folder.resolve("unfinished"));
    assertThat(folder.resolve("unfinished")).doesNotExist();
  }

  /** Two at a time would write their results into the same folder. */
  @ParameterizedTest
  @ValueSource(ints = {100, 1 << 24})
  void equalRecordingsAreFittedOnce(int bytesInMemory) throws Exception {
    ClipJob job = jobOfSixWindows(bytesInMemory);
    Map<String, ManifestRow> rows = new ConcurrentHashMap<>();
    try (Workers workers = Workers.of(4)) {
      workers.forEach(
          4,
          i -> {
            try {
              rows.put(i + ".wav", job.run(i + ".wav", bytes(sound), 1, spent -> {}));
            } catch (StoreException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    assertThat(store.puts).isOne();
    assertThat(rows.values()).hasSize(4).allMatch(ManifestRow::isOk);
    assertThat(rows.values().stream().filter(row -> row.fitSeconds() != null)).hasSize(1);
  }

  @Test
  void unwritableCheckpointsEndTheRun() throws IOException {
    Files.writeString(folder.resolve("unfinished"), "in the way");
    assertThatThrownBy(() -> runLong(bytes(sound)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void aRetryingCallerGetsReadErrors() throws IOException {
    ClipJob job = job(store, Tones.QUICK, true, 1 << 24);
    RecordingSource broken =
        () -> {
          throw new IOException("Input/output error");
        };
    assertThatThrownBy(() -> job.run("x/y.wav", broken, 1, spent -> {}))
        .isInstanceOf(StoreException.class)
        .hasMessage("x/y.wav: cannot be read: Input/output error");
    RecordingSource gone =
        () -> {
          throw new NoSuchFileException("y.wav");
        };
    assertThatThrownBy(() -> job.run("x/y.wav", gone, 1, spent -> {}))
        .as("another machine may see it")
        .isInstanceOf(StoreException.class)
        .hasMessage("x/y.wav: was removed during the run");
    assertThat(job.run("x/y.wav", bytes(new byte[0]), 1, spent -> {}).error())
        .startsWith("x/y.wav: is empty");
  }
}
