package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.model.ClipModel;

/** What the studio does without a browser. */
class StudioTest {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{16})\"");

  @TempDir private Path folder;

  private Studio studio(long mostUpload) throws IOException {
    Path given = Files.createDirectories(folder.resolve("given"));
    return Studio.start(
        new StudioConfig(Optional.of(given), folder.resolve("data"), 0, mostUpload));
  }

  private static String id(HttpResponse<String> answer) {
    Matcher id = ID.matcher(answer.body());
    assertThat(id.find()).as(answer.body()).isTrue();
    return id.group(1);
  }

  @Test
  void uploadsAreNamedByTheStudio() throws Exception {
    try (Studio studio = studio(1 << 20);
        StudioClient page = new StudioClient(studio)) {
      byte[] wav = Tones.wav(2);
      HttpResponse<String> taken = page.post("/api/recordings?name=..%2F..%2Fx%0A.wav", wav);
      assertThat(taken.body()).contains("\"name\":\"x.wav\"", "\"bytes\":" + wav.length);
      String id = id(taken);
      assertThat(page.get("/api/recordings/" + id).body()).contains("\"channels\":2");
      HttpResponse<String> samples =
          page.get("/api/recordings/" + id + "/samples?from=3990&count=50");
      assertThat(samples.headers().firstValueAsLong("Content-Length")).hasValue(2 * 10 * 4);
      assertThat(
              page.get("/api/recordings/" + id + "/peaks?from=-300&width=300&columns=7")
                  .headers()
                  .firstValueAsLong("Content-Length"))
          .hasValue(2 * 7 * 2 * 4);
      assertThat(
              page.get("/api/recordings/" + id + "/spots?size=256&at=-300,-100,3999,4000")
                  .headers()
                  .firstValueAsLong("Content-Length"))
          .hasValue(4 * 256 * 4);
      assertThat(page.get("/api/recordings/" + id + "/spots?size=256&at=1,x").statusCode())
          .isEqualTo(400);
      assertThat(page.get("/api/recordings/" + id + "/samples?from=-1&count=5").statusCode())
          .isEqualTo(400);
      assertThat(page.get("/api/recordings/" + id + "/samples?from=NaN&count=5").statusCode())
          .isEqualTo(400);
      assertThat(page.get("/api/recordings/..%2F..%2Fx").statusCode()).isIn(400, 404);
    }
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.map(path -> String.valueOf(path.getFileName())))
          .noneMatch(name -> name.startsWith("x"));
    }
  }

  @Test
  void invalidAndOversizedUploadsAreRefusedAndLeaveNothing() throws Exception {
    try (Studio studio = studio(1000);
        StudioClient page = new StudioClient(studio)) {
      HttpResponse<String> large = page.post("/api/recordings?name=a.wav", Tones.wav(1));
      assertThat(large.statusCode()).isEqualTo(413);
      assertThat(large.body()).contains("larger than", "--max-upload");
      HttpResponse<String> text =
          page.post("/api/recordings?name=a.wav", "hello".getBytes(StandardCharsets.UTF_8));
      assertThat(text.statusCode()).isEqualTo(400);
      assertThat(text.body()).contains("a.wav").doesNotContain(folder.toString());
      try (Stream<Path> left = Files.list(folder.resolve("data/recordings"))) {
        assertThat(left).isEmpty();
      }
    }
  }

  @Test
  void nothingOutsideTheFolderIsServed() throws Exception {
    Path given = Files.createDirectories(folder.resolve("given/sub"));
    Path secret = Files.write(folder.resolve("secret.wav"), Tones.wav(1));
    Files.write(given.resolve("own.wav"), Tones.wav(1));
    Files.createSymbolicLink(given.resolve("link.wav"), secret);
    try (Studio studio = studio(1000);
        StudioClient page = new StudioClient(studio)) {
      assertThat(page.get("/api/library").body())
          .contains("sub/own.wav")
          .doesNotContain("link", "secret", folder.toString());
    }
  }

  @Test
  void anInterruptedFitResumesAtTheNextStart() throws Exception {
    Files.write(Files.createDirectories(folder.resolve("given")).resolve("a.wav"), Tones.wav(1));
    String fit;
    try (Studio studio = studio(1000);
        StudioClient page = new StudioClient(studio)) {
      String recording = id(page.get("/api/library"));
      HttpResponse<String> bad = page.form("/api/fits", "recording=" + recording + "&layers=0");
      assertThat(bad.statusCode()).isEqualTo(400);
      assertThat(bad.body()).contains("layers");
      fit = id(page.form("/api/fits", "recording=" + recording + "&quality=draft"));
    }
    Path own = folder.resolve("data/fits").resolve(fit);
    assertThat(FitRecord.read(own).state()).isIn(FitRecord.State.RUNNING, FitRecord.State.DONE);
    FitRecord.read(own).with(FitRecord.State.RUNNING, "").write(own);
    try (Studio studio = studio(1000);
        StudioClient page = new StudioClient(studio)) {
      String answer = "";
      for (int i = 0; i < 600 && !answer.contains("\"state\":\"done\""); i++) {
        Thread.sleep(50);
        answer = page.get("/api/fits/" + fit).body();
      }
      assertThat(answer).contains("\"state\":\"done\"", "\"hasModel\":true");
      assertThat(page.get("/api/models/" + fit).statusCode()).isEqualTo(200);
      assertThat(page.form("/api/fits/" + fit + "/go-on", "").statusCode()).isEqualTo(409);
    }
    assertThat(own.resolve("checkpoint")).doesNotExist();
  }

  /** The curve is optional: a full disk does not end a fit. */
  @Test
  void aFitWithoutAWritableCurveIsKept() throws Exception {
    Files.write(Files.createDirectories(folder.resolve("given")).resolve("a.wav"), Tones.wav(1));
    try (Studio studio = studio(1000);
        StudioClient page = new StudioClient(studio)) {
      String recording = "recording=" + id(page.get("/api/library"));
      // The fits wait for one another, so there is time to spoil the second one's file.
      page.form("/api/fits", recording + "&quality=draft&steps=20");
      String fit = id(page.form("/api/fits", recording + "&quality=draft&steps=3"));
      Files.createDirectories(
          folder.resolve("data/fits").resolve(fit).resolve("history.csv/no-file"));
      done(page, fit);
    }
  }

  /** An id refers to the current file, and to nothing once that has gone or been redirected. */
  @Test
  void aFileRemovedOrRedirectedSinceListingIsNotServed() throws Exception {
    Path given = Files.createDirectories(folder.resolve("given"));
    Path secret = Files.write(folder.resolve("secret.wav"), Tones.wav(1));
    Path own = Files.write(given.resolve("own.wav"), Tones.wav(1));
    String id;
    try (Studio studio = studio(1000);
        StudioClient page = new StudioClient(studio)) {
      id = id(page.get("/api/library"));
      assertThat(page.get("/api/recordings/" + id).statusCode()).isEqualTo(200);
      Files.delete(own);
      assertThat(page.get("/api/recordings/" + id).statusCode()).isEqualTo(404);
      Files.createSymbolicLink(own, secret);
      assertThat(page.get("/api/recordings/" + id).statusCode()).isEqualTo(404);
      Files.delete(own);
      Files.write(own, Tones.wav(1));
      assertThat(page.get("/api/models/" + id).statusCode()).isEqualTo(404);
    }
    try (Studio studio = studio(1000);
        StudioClient page = new StudioClient(studio)) {
      // A page that was open before asks without a listing.
      assertThat(page.get("/api/recordings/" + id).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void otherFormatsAreReadLikeOnTheCommandLine() throws Exception {
    try (Studio studio = studio(1 << 20);
        StudioClient page = new StudioClient(studio)) {
      HttpResponse<String> taken = page.post("/api/recordings?name=a.flac", Tones.flac());
      assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
      String id = id(taken);
      assertThat(page.get("/api/recordings/" + id).body())
          .contains("\"sampleRate\":8000.0", "\"frames\":4000");
    }
  }

  @Test
  void gapsAreHeldOutOfTheFitAndReported() throws Exception {
    Files.write(Files.createDirectories(folder.resolve("given")).resolve("a.wav"), Tones.wav(1));
    try (Studio studio = studio(1000);
        StudioClient page = new StudioClient(studio)) {
      String recording = "recording=" + id(page.get("/api/library"));
      for (String bad : new String[] {"gap=0.3", "gap=9:10", "gap=0:9", "drop=1", "drop=x"}) {
        HttpResponse<String> refused = page.form("/api/fits", recording + "&" + bad);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
      }
      String fit =
          id(page.form("/api/fits", recording + "&quality=draft&steps=3&gap=0.1:0.11%2C0.2:0.21"));
      HttpResponse<byte[]> missing = page.bytes("/api/fits/" + fit + "/missing");
      IntBuffer pairs =
          ByteBuffer.wrap(missing.body()).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
      assertThat(pairs.remaining()).isEqualTo(4);
      assertThat(new int[] {pairs.get(0), pairs.get(1), pairs.get(2), pairs.get(3)})
          .containsExactly(800, 880, 1600, 1680);
      String done = done(page, fit);
      assertThat(done).contains("\"history\":[[");
      Path model = folder.resolve("data/fits").resolve(fit).resolve("model.safetensors");
      assertThat(ClipModel.read(model).provenance()).containsEntry("fit.gaps", "800+80,1600+80");
      assertThat(page.get("/api/fits/" + fit + "/growth?window=0").body()).contains("steps");
    }
  }

  @Test
  void exportsAreComplete() throws Exception {
    Files.write(Files.createDirectories(folder.resolve("given")).resolve("a.wav"), Tones.wav(1));
    try (Studio studio = studio(1000);
        StudioClient page = new StudioClient(studio)) {
      String recording = "recording=" + id(page.get("/api/library"));
      String fit = id(page.form("/api/fits", recording + "&quality=draft"));
      String model = "/api/models/" + fit;
      assertThat(page.get(model + "/rendering?rate=8000").statusCode()).isEqualTo(404);
      done(page, fit);
      assertThat(page.get(model + "?keep=1").headers().firstValue("Content-Disposition"))
          .hasValue("attachment; filename=\"a.safetensors\"");
      HttpResponse<byte[]> sound = page.bytes(model + "/rendering?rate=22050");
      Clip clip = Clip.read(new ByteArrayInputStream(sound.body()), "rendering");
      assertThat(clip.sampleRate()).isEqualTo(22050);
      assertThat(clip.frames()).isEqualTo(11025);
      assertThat(page.get(model + "/rendering?rate=1").statusCode()).isEqualTo(400);
      String html = page.get(model + "/page?title=%3Cscript%3E%20%40SIREN%40&licence=CC0").body();
      assertThat(html).contains("<title>&lt;script&gt; &#64;SIREN&#64;</title>", ">CC0</p>");
      assertThat(page.get(model + "/page?title=" + "x".repeat(301)).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void aStoppedQueuedFitEndsAtOnceAndStaysStopped() throws Exception {
    Files.write(Files.createDirectories(folder.resolve("given")).resolve("a.wav"), Tones.wav(1));
    String queued;
    String running;
    try (Studio studio = studio(1000);
        StudioClient page = new StudioClient(studio)) {
      String recording = "recording=" + id(page.get("/api/library"));
      assertThat(page.form("/api/fits", recording + "&layers=100000").statusCode()).isEqualTo(400);
      running = id(page.form("/api/fits", recording + "&seconds=600"));
      queued = id(page.form("/api/fits", recording + "&seconds=600"));
      assertThat(page.form("/api/fits/" + queued + "/stop", "").statusCode()).isEqualTo(200);
      assertThat(page.get("/api/fits/" + queued).body())
          .contains("\"state\":\"failed\"", "Stopped before it began.");
      // Closing the studio suspends the first and must not start what is behind it.
    }
    try (Studio studio = studio(1000);
        StudioClient page = new StudioClient(studio)) {
      assertThat(page.get("/api/fits/" + queued).body()).contains("\"state\":\"failed\"");
      assertThat(page.get("/api/fits/" + running).body()).contains("\"state\":\"running\"");
    }
  }

  private static String done(StudioClient page, String fit) throws Exception {
    String answer = "";
    for (int i = 0; i < 1_200 && !answer.contains("\"state\":\"done\""); i++) {
      Thread.sleep(50);
      answer = page.get("/api/fits/" + fit).body();
    }
    assertThat(answer).contains("\"state\":\"done\"");
    return answer;
  }

  @Test
  void anotherAddressIsListenedOnOnRequest() throws Exception {
    StudioConfig config =
        new StudioConfig(Optional.empty(), folder.resolve("data"), "127.0.0.2", 0, 1000);
    try (Studio studio = Studio.start(config)) {
      assertThat(studio.address()).startsWith("http://127.0.0.2:" + studio.port() + "/enter?");
      assertThat(studio.answers()).isTrue();
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), studio.port()).close())
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void twoStudiosCannotShareAFolder() throws Exception {
    try (Studio studio = studio(1000)) {
      assertThat(studio.port()).isPositive();
      assertThatThrownBy(() -> studio(1000)).hasMessageContaining("another studio");
    }
    Path text = Files.writeString(folder.resolve("notes.txt"), "hello");
    assertThatThrownBy(
            () ->
                Studio.start(new StudioConfig(Optional.of(text), folder.resolve("data"), 0, 1000)))
        .hasMessageContaining("notes.txt");
  }
}
