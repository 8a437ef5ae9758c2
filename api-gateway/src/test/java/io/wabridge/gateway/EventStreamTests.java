package io.wabridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.Stores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A stream of events passes the gateway event by event, and in both directions ends at once. */
@SpringBootTest(webEnvironment = RANDOM_PORT, properties = "spring.config.name=bridge,api-gateway")
@LocalStores
class EventStreamTests {

  private static final CountDownLatch SEEN = new CountDownLatch(1);
  private static final CountDownLatch DISCONNECTED = new CountDownLatch(1);
  private static HttpServer state;

  @BeforeAll
  static void start() {
    server();
  }

  private static synchronized HttpServer server() {
    if (state == null) {
      try {
        state = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      state.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      state.createContext("/", EventStreamTests::serve);
      state.start();
    }
    return state;
  }

  private static void serve(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream;charset=UTF-8");
    exchange.sendResponseHeaders(200, 0);
    var out = exchange.getResponseBody();
    out.write(
        ("id: 1\ndata: " + exchange.getRequestHeaders().getFirst("Last-Event-ID") + "\n\n")
            .getBytes(StandardCharsets.UTF_8));
    out.flush();
    try {
      SEEN.await(20, TimeUnit.SECONDS);
      while (true) {
        out.write("id: 2\ndata: second\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        Thread.sleep(50);
      }
    } catch (IOException e) {
      DISCONNECTED.countDown();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @DynamicPropertySource
  static void backends(DynamicPropertyRegistry registry) {
    registry.add(
        "bridge.services.state-manager",
        () -> "http://127.0.0.1:" + server().getAddress().getPort());
  }

  @AfterAll
  static void stop() {
    server().stop(0);
  }

  @LocalServerPort int port;

  @Test
  @Timeout(30)
  void passesEachEventAtOnceAndEndsWithItsReader() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/tenants/t/events"))
            .header("Authorization", "Bearer " + Stores.ADMIN_TOKEN)
            .header("Accept", "text/event-stream")
            .header("Last-Event-ID", "41")
            .build();
    var response =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("id: 1");
      assertThat(lines.readLine()).isEqualTo("data: 41");
      SEEN.countDown();
      lines.readLine();
      assertThat(lines.readLine()).isEqualTo("id: 2");
    }
    // otherwise each reader that leaves would keep one of the streams for ever
    assertThat(DISCONNECTED.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
