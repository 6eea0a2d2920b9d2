package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages that follow the events, and clients that do not read them. */
class EventsTest {

  @Test
  @Timeout(60)
  void aClientThatDoesNotReadIsDroppedWithoutDelayingOthers(@TempDir Path folder) throws Exception {
    Studio studio = Studio.start(new StudioConfig(Optional.empty(), folder, 0, 1000));
    try (studio;
        StudioClient page = new StudioClient(studio)) {
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        slow.add(follow(studio, page.cookie(), 4096));
      }
      Socket quick = follow(studio, page.cookie(), 1 << 20);
      InputStream in = quick.getInputStream();
      awaitClients(studio, 9);
      String event = "\"" + "x".repeat(20_000) + "\"";
      long seen = 0;
      byte[] buffer = new byte[1 << 16];
      // Far more than a socket's buffers and the queue hold.
      for (int i = 0; i < 500; i++) {
        studio.events().send(event);
        for (long due = (long) i * event.length(); seen < due; ) {
          int n = in.read(buffer);
          assertThat(n).isPositive();
          seen += n;
        }
      }
      assertThat(studio.events().clients()).isEqualTo(1);
      for (Socket socket : slow) {
        socket.close();
      }
      quick.close();
    }
  }

  @Test
  @Timeout(60)
  void tooManyClientsAreRefused(@TempDir Path folder) throws Exception {
    Studio studio = Studio.start(new StudioConfig(Optional.empty(), folder, 0, 1000));
    try (studio;
        StudioClient page = new StudioClient(studio)) {
      List<Socket> all = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        all.add(follow(studio, page.cookie(), 4096));
      }
      awaitClients(studio, 64);
      assertThat(page.get("/api/events").statusCode()).isEqualTo(503);
      for (Socket socket : all) {
        socket.close();
      }
    }
  }

  private static Socket follow(Studio studio, String cookie, int buffer) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(buffer);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), studio.port()));
    socket
        .getOutputStream()
        .write(
            "GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\n\r\n"
                .formatted(studio.port(), cookie)
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void awaitClients(Studio studio, int count) throws InterruptedException {
    while (studio.events().clients() < count) {
      Thread.sleep(10);
    }
  }
}
