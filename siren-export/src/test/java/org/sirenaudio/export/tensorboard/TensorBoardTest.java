package org.sirenaudio.export.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.fit.report.FitSketch;
import org.sirenaudio.model.ClipModel;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

class TensorBoardTest {
  private static final byte[] PIXELS = {1, 2, 3};
  private static final FitConfig CONFIG =
      FitConfig.draft().withBudget(new Budget.Steps(20)).withThreads(2);

  @TempDir Path folder;

  private static Clip clip() {
    float[] samples = new float[4000];
    Random random = new Random(1);
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (float) (0.4 * Math.sin(1e-4 * n * n) + 0.05 * random.nextGaussian());
    }
    return Clip.of(8000, new float[][] {samples});
  }

  private TensorBoard board() throws IOException {
    return TensorBoard.in(folder, sound -> new Picture(640, 256, PIXELS));
  }

  @Test
  void tensorFlowReadsTheEvents() throws IOException {
    Clip clip = clip();
    List<FitProgress> told = new ArrayList<>();
    ClipModel model;
    try (TensorBoard board = board()) {
      FitListener own = told::add;
      model = Fitter.with(CONFIG).fit(clip, own.and(board.run("tone")));
    }
    List<Event> events = EventReader.read(folder.resolve("tone"));
    assertThat(events.getFirst().getFileVersion()).isEqualTo("brain.Event:2");
    assertThat(events)
        .allSatisfy(
            event ->
                assertThat(event.getWallTime())
                    .isCloseTo(1e-3 * System.currentTimeMillis(), within(600.0)));

    FitMetadata facts = FitMetadata.of(model);
    assertThat(scalar(events, "snr_db/grid")).isEqualTo((float) facts.snrDb());
    assertThat(scalar(events, "snr_db/between")).isEqualTo((float) facts.betweenDb());
    assertThat(scalar(events, "parameters")).isEqualTo((float) facts.parameters());
    assertThat(scalar(events, "loss")).isEqualTo((float) told.getLast().loss());
    assertThat(scalar(events, "snr_db/training")).isEqualTo((float) told.getLast().snrDb());
    assertThat(scalar(events, "frames_per_second")).isPositive();
    assertThat(events.stream().mapToLong(Event::getStep)).isSorted();

    for (String tag : List.of("recording", "model")) {
      Summary.Audio audio = EventReader.values(events, tag).getFirst().getAudio();
      assertThat(audio.getContentType()).isEqualTo("audio/wav");
      assertThat(audio.getSampleRate()).isEqualTo(8000);
      assertThat(audio.getNumChannels()).isEqualTo(1);
      assertThat(audio.getLengthFrames()).isEqualTo(4000);
      Clip heard = Clip.read(audio.getEncodedAudioString().toByteArray(), tag);
      assertThat(heard.frames()).isEqualTo(4000);
      assertThat(heard.channel(0)[100]).isCloseTo(clip.channel(0)[100], within(0.3f));
      Summary.Image image = EventReader.values(events, "spectrogram/" + tag).getFirst().getImage();
      assertThat(image.getWidth()).isEqualTo(640);
      assertThat(image.getHeight()).isEqualTo(256);
      assertThat(image.getColorspace()).isEqualTo(3);
      assertThat(image.getEncodedImageString().toByteArray()).isEqualTo(PIXELS);
    }
  }

  @Test
  void theConfigurationIsLoggedAsHyperparameters() throws IOException {
    try (TensorBoard board = board()) {
      Fitter.with(CONFIG).fit(clip(), board.run("tone"));
    }
    List<Event> events = EventReader.read(folder.resolve("tone"));
    Map<String, Object> values =
        started(content(events, "_hparams_/session_start_info", 3)).entrySet().stream()
            .collect(LinkedHashMap::new, (m, e) -> m.put(e.getKey(), e.getValue()), Map::putAll);
    assertThat(values)
        .containsEntry("recipe", "draft")
        .containsEntry("randomSeed", 1.0)
        .containsEntry("budget", "Steps")
        .containsKeys("training.optimiser", "training.targetDb", "network.numLayers");
    assertThat(content(events, "_hparams_/experiment", 2)).isNotEmpty();
    assertThat(content(events, "_hparams_/session_end_info", 4)).isNotEmpty();
  }

  @Test
  void everyFitHasItsOwnRun() throws IOException {
    try (TensorBoard board = board()) {
      for (String name : List.of("a", "a", "sub/b.wav")) {
        Fitter.with(CONFIG).fit(clip(), board.run(name));
      }
    }
    for (String run : List.of("a", "a-2", "sub/b.wav")) {
      assertThat(EventReader.read(folder.resolve(run))).hasSizeGreaterThan(4);
    }
  }

  @Test
  void anAbandonedFitLeavesCompleteEvents() throws IOException {
    try (TensorBoard board = board()) {
      FitListener run = board.run("tone");
      run.begun(clip(), CONFIG);
      run.progress(progress(0));
    }
    assertThat(EventReader.read(folder.resolve("tone"))).hasSize(4);
  }

  @Test
  void aWriteErrorIsReportedAndDoesNotStopTheFit() throws IOException {
    TensorBoard board =
        TensorBoard.in(
            folder,
            sound -> {
              throw new IOException("no space left");
            });
    FitListener run = board.run("tone");
    run.begun(clip(), CONFIG);
    for (int step = 1; step < 2000; step++) {
      run.progress(progress(step));
    }
    assertThatThrownBy(board::close)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("events cannot be written: no space left");
    assertThat(Files.exists(folder.resolve("tone"))).isTrue();
  }

  private static FitProgress progress(int step) {
    return new FitProgress(step, 0, 1, 1, 1, 1, 1, 1, 0);
  }

  @Test
  void theModelIsLoggedAsSoundDuringTheFit() throws IOException {
    ClipModel model = Fitter.with(CONFIG).fit(clip(), told -> {});
    try (TensorBoard board =
        TensorBoard.in(folder, sound -> new Picture(640, 256, PIXELS), Duration.ofNanos(-1))) {
      FitListener run = board.run("tone");
      run.begun(clip(), CONFIG);
      run.progress(progress(3));
      // The recording is being written, and no look is due before that.
      for (int tries = 0; tries < 1000 && looks().isEmpty(); tries++) {
        run.sketched(() -> new FitSketch(model, List.of()));
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Event> events = EventReader.read(folder.resolve("tone"));
    assertThat(scalar(events, "parameters")).isEqualTo((float) model.parameterCount());
    Summary.Audio audio = EventReader.values(events, "model").getFirst().getAudio();
    assertThat(Clip.read(audio.getEncodedAudioString().toByteArray(), "model").frames())
        .isEqualTo(4000);
    assertThat(EventReader.values(events, "spectrogram/model")).isNotEmpty();
  }

  private List<Summary.Value> looks() throws IOException {
    Path run = folder.resolve("tone");
    try {
      return Files.isDirectory(run)
          ? EventReader.values(EventReader.read(run), "model")
          : List.of();
    } catch (BufferUnderflowException e) {
      // Half written.
      return List.of();
    }
  }

  @Test
  void aResumedFitContinuesItsRun() throws IOException {
    for (int time = 0; time < 2; time++) {
      try (TensorBoard board = board()) {
        FitListener run = board.run("tone");
        run.begun(clip(), CONFIG);
        if (time > 0) {
          run.resumed(1);
        }
        for (int step = 1 + 5 * time; step <= 300 + 5 * time; step++) {
          run.progress(progress(step));
          await(step % 50 == 0);
        }
      }
    }
    assertThat(folder.resolve("tone-2")).doesNotExist();
    List<Event> events = EventReader.read(folder.resolve("tone"));
    assertThat(EventReader.values(events, "recording")).hasSize(1);
    List<Long> steps =
        events.stream()
            .filter(event -> event.getSummary().getValueList().toString().contains("loss"))
            .map(Event::getStep)
            .toList();
    assertThat(steps).isSorted().doesNotHaveDuplicates().contains(1L, 300L, 305L);
    try (TensorBoard board = board()) {
      Fitter.with(CONFIG).fit(clip(), board.run("tone"));
    }
    assertThat(folder.resolve("tone-2")).isDirectory();
  }

  /** Lets the writer keep up. */
  private static void await(boolean now) {
    try {
      Thread.sleep(now ? 200 : 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static float scalar(List<Event> events, String tag) {
    return EventReader.values(events, tag).getLast().getSimpleValue();
  }

  /** What HParamsPluginData holds in a field. */
  private static byte[] content(List<Event> events, String tag, int field) throws IOException {
    Summary.Value value = EventReader.values(events, tag).getFirst();
    assertThat(value.getMetadata().getPluginData().getPluginName()).isEqualTo("hparams");
    CodedInputStream in = value.getMetadata().getPluginData().getContent().newCodedInput();
    assertThat(in.readTag() >>> 3).isEqualTo(field);
    byte[] content = in.readByteArray();
    assertThat(in.isAtEnd()).isTrue();
    return content;
  }

  /** The map of SessionStartInfo, whose values are of google.protobuf.Value. */
  private static Map<String, Object> started(byte[] info) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    CodedInputStream in = CodedInputStream.newInstance(info);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag >>> 3 != 1) {
        in.skipField(tag);
        continue;
      }
      CodedInputStream entry = CodedInputStream.newInstance(in.readByteArray());
      entry.readTag();
      String name = entry.readString();
      entry.readTag();
      com.google.protobuf.Value value = com.google.protobuf.Value.parseFrom(entry.readByteArray());
      values.put(
          name,
          switch (value.getKindCase()) {
            case NUMBER_VALUE -> value.getNumberValue();
            case BOOL_VALUE -> value.getBoolValue();
            default -> value.getStringValue();
          });
    }
    return values;
  }
}
