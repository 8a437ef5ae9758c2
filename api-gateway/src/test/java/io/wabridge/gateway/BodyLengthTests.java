package io.wabridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import com.sun.net.httpserver.HttpServer;
import io.wabridge.testkit.BadPayloads;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.UnfinishedPost;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The length and the encoding of a body are passed on, so that a service can refuse it unread. */
@SpringBootTest(webEnvironment = RANDOM_PORT, properties = "spring.config.name=bridge,api-gateway")
@LocalStores
class BodyLengthTests {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final BlockingQueue<String> LENGTHS = new LinkedBlockingQueue<>();
  private static final BlockingQueue<String> ENCODINGS = new LinkedBlockingQueue<>();
  private static final HttpServer SERVICE = service();

  private static HttpServer service() {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              var length = exchange.getRequestHeaders().getFirst("Content-Length");
              var coding = exchange.getRequestHeaders().getFirst("Transfer-Encoding");
              var read = exchange.getRequestBody().readAllBytes().length;
              var encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
              if (encoding != null) {
                ENCODINGS.add(encoding + " " + read);
              }
              LENGTHS.add(length + " " + coding + " " + read);
              exchange.sendResponseHeaders(200, -1);
            }
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    registry.add(
        "bridge.services.whatsapp-webhook-service",
        () -> "http://127.0.0.1:" + SERVICE.getAddress().getPort());
  }

  @AfterAll
  static void stop() {
    SERVICE.stop(0);
  }

  @LocalServerPort int port;

  private String address() {
    return "http://127.0.0.1:" + port + "/webhooks/whatsapp/x";
  }

  private int post(HttpRequest.BodyPublisher body) throws Exception {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(address())).POST(body).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void passesTheLengthOn() throws Exception {
    assertThat(post(HttpRequest.BodyPublishers.ofByteArray(new byte[70_000]))).isEqualTo(200);
    assertThat(LENGTHS.take()).isEqualTo("70000 null 70000");

    var unknown =
        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[70_000]));
    assertThat(post(unknown)).isEqualTo(200);
    assertThat(LENGTHS.take()).isEqualTo("null chunked 70000");
  }

  @Test
  void passesAnEncodedBodyOnAsItIs() throws Exception {
    var body = BadPayloads.gzipped(new byte[70_000]);
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(address()))
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.discarding());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ENCODINGS.take()).isEqualTo("gzip " + body.length);
    LENGTHS.take();
  }

  @Test
  void abuse07_refusesAWebhookAboveTheLimit() {
    try (var post = UnfinishedPost.send("POST", address(), Map.of(), 3 * 1024 * 1024 + 1, 0)) {
      assertThat(post.status(Duration.ofSeconds(5))).isEqualTo(OptionalInt.of(413));
      assertThat(post.header("Content-Type")).startsWith("application/problem+json");
    }
    assertThat(LENGTHS).isEmpty();
  }
}
