package org.sirenaudio.studio;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Access control. Every request must name this server as its Host, come from no other origin, and
 * carry the cookie obtained once for the printed address. Browsers treat other ports of 127.0.0.1
 * as the same site, so the cookie's SameSite attribute alone would admit their pages.
 */
final class Gate {

  /** The entrance: the only path that needs a token rather than the cookie. */
  static final String ENTRANCE = "/enter";

  static final String POLICY =
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; "
          + "img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", POLICY,
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "X-Frame-Options", "DENY",
          "Cache-Control", "no-store");

  private static final int SECRET_BYTES = 32;

  private final String session = secret();
  private final AtomicReference<@Nullable String> token = new AtomicReference<>(secret());
  private volatile Set<String> hosts = Set.of();
  private volatile String cookieName = "siren";

  /**
   * Opens it for requests to an address. A name that merely resolves here is not accepted: its
   * owner could point it here from a page of theirs (DNS rebinding).
   */
  void open(String host, int port) {
    cookieName = "siren-" + port;
    Set<String> names = new TreeSet<>(Set.of(bracketed(host)));
    if (host.equals(StudioConfig.THIS_MACHINE)) {
      names.add("localhost");
    }
    hosts = names.stream().map(name -> name + ":" + port).collect(Collectors.toSet());
  }

  /** The address to print; its token is valid once. */
  String address(String host, int port) {
    return "http://%s:%d%s?token=%s".formatted(bracketed(host), port, ENTRANCE, token.get());
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  /** Rejects a request that is not from this page; runs before all other handlers. */
  void check(Context ctx) {
    HEADERS.forEach(ctx::header);
    String host = Optional.ofNullable(ctx.header("Host")).orElse("");
    if (!hosts.contains(host)) {
      throw new Refusal(403, "the Host header does not name this server");
    }
    String origin = ctx.header("Origin");
    if (origin != null && !origin.equals("http://" + host)) {
      throw new Refusal(403, "requests from other pages are refused");
    }
    if (foreign(ctx)) {
      throw new Refusal(403, "requests from other pages are refused");
    }
    if (!ctx.path().equals(ENTRANCE) && !isSession(ctx)) {
      throw new Refusal(401, "open the address that siren studio printed when it started");
    }
  }

  /** The browser's Sec-Fetch headers; links from other pages are allowed as navigation. */
  private static boolean foreign(Context ctx) {
    String site = ctx.header("Sec-Fetch-Site");
    return site != null
        && !site.equals("same-origin")
        && !site.equals("none")
        && !"navigate".equals(ctx.header("Sec-Fetch-Mode"));
  }

  private boolean isSession(Context ctx) {
    String cookie = ctx.cookie(cookieName);
    return cookie != null && same(cookie, session);
  }

  /** Exchanges the token for the cookie. */
  void enter(Context ctx) {
    String given = Optional.ofNullable(ctx.queryParam("token")).orElse("");
    String expected = token.get();
    boolean fresh =
        expected != null && same(given, expected) && token.compareAndSet(expected, null);
    if (!fresh && !isSession(ctx)) {
      throw new Refusal(
          401, "this address has already been used; restart siren studio to get another");
    }
    if (fresh) {
      ctx.header("Set-Cookie", cookieName + "=" + session + "; Path=/; HttpOnly; SameSite=Strict");
    }
    // Not a redirect: after a link from another site, a Strict cookie would not be sent along.
    ctx.html(
        """
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><title>Siren</title>
        <link rel="icon" href="/web/icon.svg">
        <meta http-equiv="refresh" content="0;url=/"><a href="/">Open the studio</a></html>
        """);
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
