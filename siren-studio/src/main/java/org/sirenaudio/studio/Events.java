package org.sirenaudio.studio;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events to every open page. Each client has its own queue, emptied by its request's
 * thread; a client whose queue is full is dropped, so none delays another. The page reconnects and
 * asks for what it has missed.
 */
final class Events {
  private static final int QUEUE = 64;
  private static final int MOST_CLIENTS = 64;
  private static final int HEARTBEAT_SECONDS = 10;
  private static final String END = "";

  private final Set<BlockingQueue<String>> clients = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Sends to every client. */
  void send(String json) {
    String event = "data: " + json + "\n\n";
    for (BlockingQueue<String> queue : List.copyOf(clients)) {
      if (!queue.offer(event) && clients.remove(queue)) {
        queue.clear();
        queue.add(END);
      }
    }
  }

  /** Number of clients. */
  int clients() {
    return clients.size();
  }

  /** Serves a client until it disconnects or is too slow. */
  void serve(Context ctx) throws IOException {
    if (clients.size() >= MOST_CLIENTS) {
      throw new Refusal(503, "too many pages are open; close one");
    }
    BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUE);
    clients.add(queue);
    try {
      ctx.contentType("text/event-stream; charset=utf-8");
      write(ctx, ": hello\n\n");
      while (!closed) {
        String event = queue.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        if (END.equals(event)) {
          return;
        }
        write(ctx, event == null ? ": still here\n\n" : event);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The page was closed: the normal end.
    } finally {
      clients.remove(queue);
    }
  }

  private static void write(Context ctx, String text) throws IOException {
    // Javalin's own stream buffers everything until the end.
    ctx.res().getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    ctx.res().flushBuffer();
  }

  /** Ends all clients' requests. */
  void close() {
    closed = true;
    for (BlockingQueue<String> queue : List.copyOf(clients)) {
      clients.remove(queue);
      queue.clear();
      queue.add(END);
    }
  }
}
