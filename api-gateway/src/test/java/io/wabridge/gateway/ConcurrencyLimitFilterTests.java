package io.wabridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A hanging service delays its own senders for a limited time, and other requests not at all. */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,api-gateway",
      "bridge.gateway.at-once=" + ConcurrencyLimitFilterTests.LIMIT,
      "bridge.gateway.at-once-per-address=" + ConcurrencyLimitFilterTests.LIMIT,
      "bridge.gateway.webhook-patience=3s"
    })
@LocalStores
class ConcurrencyLimitFilterTests {

  /** More than the five connections per address that the HTTP library allows by default. */
  static final int LIMIT = 12;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final CountDownLatch RECOVERED = new CountDownLatch(1);
  private static final StandIn DESKS =
      StandIn.answering(asked -> {
        RECOVERED.await(1, TimeUnit.MINUTES);
        return Answer.ok("{}");
      });
  private static final StandIn WHATSAPP = StandIn.answering(asked -> Answer.ok("{}"));

  @DynamicPropertySource
  static void backends(DynamicPropertyRegistry registry) {
    registry.add("bridge.services.genesys-webhook-service", DESKS::url);
    registry.add("bridge.services.whatsapp-webhook-service", WHATSAPP::url);
  }

  @AfterAll
  static void stop() {
    DESKS.close();
    WHATSAPP.close();
  }

  @LocalServerPort int port;

  private CompletableFuture<HttpResponse<String>> post(String path) {
    return HTTP.sendAsync(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .timeout(Duration.ofSeconds(20))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void limitsConcurrentRequestsOfAHangingServiceAndTimesThemOut() {
    var stuck = IntStream.range(0, LIMIT).mapToObj(n -> post("/webhooks/genesys/d")).toList();
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> DESKS.asked("/webhooks/genesys").size() == LIMIT);

    var late = post("/webhooks/genesys/d").join();
    assertThat(stuck).noneMatch(CompletableFuture::isDone);
    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(late.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(late.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(post("/webhooks/whatsapp/c").join().statusCode()).isEqualTo(200);
    assertThat(post("/api/v1/tenants").join().statusCode()).isEqualTo(401);

    assertThat(stuck).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(503));
    assertThat(DESKS.asked("/webhooks/genesys")).hasSize(LIMIT);

    RECOVERED.countDown();
    assertThat(post("/webhooks/genesys/d").join().statusCode()).isEqualTo(200);
  }
}
