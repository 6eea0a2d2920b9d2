package org.sirenaudio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every path that the studio answers, asked by those who may and by those who may not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateTest {
  private Studio studio;
  private String cookie;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    studio = Studio.start(new StudioConfig(Optional.empty(), folder, 0, 1000));
    cookie =
        ask("GET", studio.address().substring(studio.address().indexOf("/enter")), own(), "", "")
            .cookie();
  }

  @AfterAll
  void end() throws IOException {
    studio.close();
  }

  private String own() {
    return "127.0.0.1:" + studio.port();
  }

  /** What a raw request is answered; a browser, or Java's client, would not send some of these. */
  private record Answer(int status, List<String> head) {
    String header(String name) {
      return head.stream()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }

    String cookie() {
      return header("Set-Cookie").split(";", 2)[0];
    }
  }

  private Answer ask(String method, String path, String host, String cookieSent, String more)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), studio.port())) {
      socket.setSoTimeout(20_000);
      String request =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nConnection: close\r\nContent-Length: 0\r\n"
              + (cookieSent.isEmpty() ? "" : "Cookie: " + cookieSent + "\r\n")
              + more
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      List<String> head = new ArrayList<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.add(line);
      }
      return new Answer(Integer.parseInt(head.getFirst().split(" ", 3)[1]), head);
    }
  }

  /** All routes, with names for their parameters, and some paths that are none. */
  Stream<String[]> paths() {
    return Stream.concat(
        studio.routes().stream()
            .map(
                route ->
                    new String[] {
                      route.method().name(),
                      route.path().replace("{file}", "app.js").replace("{id}", "0123456789abcdef")
                    }),
        Stream.of(
            new String[] {"GET", "/nothing"},
            new String[] {"GET", "/web/../../secret"},
            new String[] {"DELETE", "/api/library"},
            new String[] {"PUT", "/api/recordings"},
            new String[] {"OPTIONS", "/api/fits"},
            new String[] {"HEAD", "/"}));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void onlyRequestsOfTheStudiosPageAreAnswered(String method, String path) throws IOException {
    String other = "Origin: http://127.0.0.1:" + (studio.port() + 1) + "\r\n";
    String ours = "Origin: http://" + own() + "\r\n";
    String wrong = cookie.substring(0, cookie.length() - 1) + "x";
    String elsewhere = "attacker.example:" + studio.port();
    String fetched = "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\n";
    record Case(String host, String cookie, String more, boolean passes) {}
    for (Case one :
        List.of(
            new Case(own(), cookie, "", true),
            new Case(own(), cookie, ours, true),
            new Case("localhost:" + studio.port(), cookie, "", true),
            new Case(own(), "", "", false),
            new Case(own(), "", ours, false),
            new Case(own(), wrong, "", false),
            new Case(own(), cookie.replace("siren-", "siren-1"), "", false),
            new Case(own(), cookie, other, false),
            new Case(own(), cookie, "Origin: null\r\n", false),
            new Case(own(), cookie, "Origin: https://attacker.example\r\n", false),
            new Case(own(), cookie, fetched, false),
            new Case(elsewhere, cookie, "", false),
            new Case("127.0.0.1", cookie, "", false),
            new Case("", cookie, "", false))) {
      Answer answer = ask(method, path, one.host(), one.cookie(), one.more());
      if (one.passes()) {
        assertThat(answer.status()).as("%s %s %s", method, path, one).isNotIn(401, 403);
      } else {
        assertThat(answer.status()).as("%s %s %s", method, path, one).isIn(400, 401, 403);
        assertThat(answer.header("Set-Cookie")).isEmpty();
      }
      if (answer.status() != 400) {
        assertThat(answer.header("Content-Security-Policy")).isEqualTo(Gate.POLICY);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
      }
    }
  }

  @Test
  void theAddressWorksOnce() throws IOException {
    String path = studio.address().substring(studio.address().indexOf("/enter"));
    assertThat(ask("GET", path, own(), "", "").status()).isEqualTo(401);
    assertThat(ask("GET", "/enter?token=", own(), "", "").status()).isEqualTo(401);
    assertThat(ask("GET", "/enter?token=null", own(), "", "").status()).isEqualTo(401);
    assertThat(cookie).startsWith("siren-" + studio.port() + "=").hasSizeGreaterThan(70);
  }

  @Test
  void onlyTheLoopbackAddressIsListenedOn() throws IOException {
    for (var network :
        java.util.Collections.list(java.net.NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : java.util.Collections.list(network.getInetAddresses())) {
        if (!address.isLoopbackAddress()) {
          org.assertj.core.api.Assertions.assertThatThrownBy(
                  () -> new Socket(address, studio.port()).close())
              .isInstanceOf(IOException.class);
        }
      }
    }
  }
}
