package io.wabridge.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** The bridge's side of a webhook: echoes handshakes, keeps what is posted, answers as told. */
public final class Receiver implements AutoCloseable {
  public record Post(Map<String, List<String>> headers, byte[] body) {
    public JsonNode json() {
      return Json.read(body);
    }

    public String header(String name) {
      return headers.get(name).getFirst();
    }
  }

  private final HttpServer server;
  private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
  private final ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final List<Post> everything = new CopyOnWriteArrayList<>();
  private final String verifyToken;

  public Receiver(String verifyToken) throws IOException {
    this.verifyToken = verifyToken;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = new byte[0];
          int status = 200;
          if (exchange.getRequestMethod().equals("GET")) {
            String query = exchange.getRequestURI().getQuery();
            boolean known = query != null && query.contains("hub.verify_token=" + verifyToken);
            status = known ? 200 : 403;
            answer = known ? challenge(query).getBytes() : answer;
          } else {
            Post post =
                new Post(exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes());
            Integer told = answers.poll();
            status = told == null ? 200 : told;
            everything.add(post);
            posts.add(post);
          }
          exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  private static String challenge(String query) {
    return query.replaceAll(".*hub\\.challenge=(\\d+).*", "$1");
  }

  public String url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook").toString();
  }

  public void answerNext(int... statuses) {
    for (int status : statuses) {
      answers.add(status);
    }
  }

  public Post next() throws InterruptedException {
    Post post = posts.poll(10, TimeUnit.SECONDS);
    if (post == null) {
      throw new AssertionError("no webhook came");
    }
    return post;
  }

  /** The next webhook whose body contains this. */
  public Post next(String part) throws InterruptedException {
    while (true) {
      Post post = next();
      if (new String(post.body()).contains(part)) {
        return post;
      }
    }
  }

  public List<Post> everything() {
    return everything;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
