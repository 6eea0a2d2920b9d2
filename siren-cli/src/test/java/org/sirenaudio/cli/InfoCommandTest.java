package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.config.EncodingKind;
import org.sirenaudio.fit.config.NetworkKind;

class InfoCommandTest {
  @TempDir private Path folder;

  @Test
  void infoDescribesAModel() throws IOException {
    Path model = Sounds.model(folder.resolve("m.safetensors"));
    assertThat(CommandRun.of("info", model).done().out().lines().map(l -> l.replaceAll(" +", " ")))
        .contains(
            "type model",
            "sampleRate 8000",
            "channels 1",
            "frames 400",
            "duration 0.050",
            "fileBytes " + Files.size(model),
            "fit.recipe balanced",
            "fit.steps 40",
            "fit.seed 1");
  }

  @Test
  void jsonDescribesAModel() throws IOException {
    Path model = Sounds.model(folder.resolve("m.safetensors"));
    Map<String, Object> facts = CommandRun.of("info", "--json", model).done().json();
    assertThat(facts)
        .containsEntry("type", "model")
        .containsEntry("sampleRate", 8000.0)
        .containsEntry("channels", 1)
        .containsEntry("frames", 400)
        .containsEntry("duration", 0.05)
        .containsEntry("fit.steps", 40)
        .containsEntry("fit.loss", "mse")
        .containsKeys("windows", "network", "firstHz", "parameters", "perSample", "fit.snr_db");
    int windows = (Integer) facts.get("windows");
    assertThat(facts).containsEntry("network", windows + " × 2 sine layers of 8");
  }

  static Stream<Arguments> everyKind() {
    return Stream.concat(
        NetworkKind.shipped().stream().map(kind -> arguments(kind.name(), kind.encoding())),
        Arrays.stream(EncodingKind.values()).map(encoding -> arguments("siren", encoding)));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void aModelIsOfTheKindThatTheFitNamed(String kind, EncodingKind encoding) throws IOException {
    Path tone = Sounds.write(Sounds.tone(1, 400), folder.resolve("tone.wav"));
    Path model = folder.resolve("tone.safetensors");
    String behind = encoding.name().toLowerCase(Locale.ROOT);
    CommandRun.of(
            "fit",
            tone,
            "--network",
            kind,
            "--input-encoding",
            behind,
            "--hidden",
            4,
            "--steps",
            1,
            "--optimiser",
            "muon",
            "--keep-poor",
            "--no-plot",
            "--no-rendering",
            "-q")
        .done();
    Map<String, Object> facts = CommandRun.of("info", "--json", model).done().json();
    assertThat(facts).containsEntry("kind", kind).containsEntry("encoding", behind);
    assertThat(facts.get("fit.parameters")).isEqualTo(facts.get("parameters"));
  }

  /** Under names in camelCase and under those of the file. */
  @Test
  @SuppressWarnings("unchecked")
  void jsonHasTypedFitMetadata() throws IOException {
    Path silence = Sounds.write(Clip.of(8000, new float[1][300]), folder.resolve("s.wav"));
    CommandRun.of("fit", silence, "-q", "--no-plot").done();
    Map<String, Object> facts =
        CommandRun.of("info", folder.resolve("s.safetensors"), "--json").done().json();
    assertThat((Map<String, Object>) facts.get("fit"))
        .containsEntry("snrDb", null)
        .containsEntry("snrDbNote", "undefined")
        .containsEntry("worstWindowDb", null)
        .containsEntry("worstWindowDbNote", "undefined")
        .containsEntry("seed", 1)
        .containsEntry("oversampling", facts.get("fit.density"))
        .containsEntry("recipe", "balanced");
    assertThat(facts)
        .containsEntry("fit.snr_db", null)
        .containsEntry("fit.snr_dbNote", "undefined")
        .containsEntry("fit.seed", 1);
    Path low = folder.resolve("low.safetensors");
    CommandRun.of(
            "fit",
            Sounds.write(Sounds.tone(1, 3000), folder.resolve("t.wav")),
            "-o",
            low,
            "-q",
            "--no-plot",
            "--no-rendering",
            "--windows",
            3,
            "--hidden",
            2,
            "--steps",
            2,
            "--keep-poor")
        .done();
    Map<String, Object> fit =
        (Map<String, Object>) CommandRun.of("info", low, "--json").done().json().get("fit");
    List<Map<String, Object>> lowest = (List<Map<String, Object>>) fit.get("lowestWindows");
    assertThat(lowest).hasSize((Integer) fit.get("lowWindows"));
    assertThat(lowest.getFirst().get("snrDb")).isEqualTo(fit.get("worstWindowDb"));
  }

  @Test
  void aModelIsRecognisedByItsContent() throws IOException {
    Path model = Sounds.model(folder.resolve("m.safetensors"));
    Path renamed = Files.move(model, folder.resolve("renamed.bin"));
    assertThat(CommandRun.of("info", renamed).done().out()).startsWith("type             model");
  }

  @Test
  void infoDescribesASoundFile() throws IOException {
    float[][] samples = {{0.5f, -0.5f, 0.5f}, {0.5f, 0.5f, -0.5f}};
    Path sound = Sounds.write(Clip.of(11025, samples), folder.resolve("s.wav"));
    assertThat(CommandRun.of("info", sound).done().out().lines().map(l -> l.replaceAll(" +", " ")))
        .containsExactly(
            "type sound",
            "sampleRate 11025",
            "channels 2",
            "frames 3",
            "duration 0.000",
            "peakDbfs -6.021",
            "rmsDbfs -6.021",
            "fileBytes " + Files.size(sound));
    assertThat(CommandRun.of("info", sound, "--json").done().json())
        .containsEntry("type", "sound")
        .containsEntry("sampleRate", 11025.0)
        .containsEntry("channels", 2)
        .containsEntry("frames", 3)
        .containsEntry("fileBytes", (int) Files.size(sound));
  }

  @Test
  void silenceHasNoLevel() throws IOException {
    Path silence = Sounds.write(Clip.of(8000, new float[1][9]), folder.resolve("s.wav"));
    assertThat(CommandRun.of("info", silence, "--json").done().json())
        .containsEntry("peakDbfs", null)
        .containsEntry("peakDbfsNote", "minus infinite")
        .containsEntry("rmsDbfs", null)
        .containsEntry("rmsDbfsNote", "minus infinite");
  }

  @Test
  void dashReadsStdin() throws IOException {
    Path model = Sounds.model(folder.resolve("m.safetensors"));
    byte[] bytes = Files.readAllBytes(model);
    Map<String, Object> expected = CommandRun.of("info", model, "--json").done().json();
    expected.remove("fileBytes");
    assertThat(CommandRun.on(bytes, "info", "-", "--json").done().json()).isEqualTo(expected);
    byte[] sound = Files.readAllBytes(folder.resolve("m.siren.wav"));
    assertThat(CommandRun.on(sound, "info", "-").done().out()).startsWith("type             sound");
  }
}
