package io.wabridge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.Stores;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A caller can hold a connection by slowness for a few seconds only, and not with a huge body. */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,api-gateway",
      "bridge.gateway.limits.header-patience=1s",
      "bridge.gateway.limits.body-patience=1s",
      "server.tomcat.connection-timeout=1s"
    })
@LocalStores
class SlowCallersTests {

  private static final Duration EVERY = Duration.ofMillis(200);
  private static final Duration MOST = Duration.ofSeconds(8);
  private static final int MEGA = 1024 * 1024;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final StandIn SERVICE = StandIn.answering(asked -> Answer.ok("{}"));

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    registry.add("bridge.services.whatsapp-webhook-service", SERVICE::url);
    registry.add("bridge.services.tenant-service", SERVICE::url);
    registry.add("bridge.services.auth-service", SERVICE::url);
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @LocalServerPort int port;

  @ParameterizedTest
  @ValueSource(strings = {"GE", "GET /x HTTP/1.1\r\nHost: localhost\r\nX-Slow: "})
  void abuse07_cutsAHeaderThatNeverEnds(String beginning) {
    try (var caller = new RawConnection(port).send(beginning)) {
      assertThat(caller.drip(EVERY, MOST).ended()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /webhooks/whatsapp/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n",
        "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: 5000\r\n\r\n{\"email\":\""
      })
  void abuse07_cutsABodyThatArrivesSlowly(String beginning) {
    try (var caller = new RawConnection(port).send(beginning)) {
      var dripped = caller.drip(EVERY, MOST);

      assertThat(dripped.ended()).isTrue();
      assertThat(dripped.status()).isEqualTo("HTTP/1.1 408");
    }
  }

  /** What a refused caller still sends is read with the same limits. */
  @Test
  void abuse07_cutsARefusedCallerThatGoesOnSlowly() {
    try (var caller =
        new RawConnection(port)
            .send(
                "POST /api/v1/tenants HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n")) {
      assertThat(caller.status(MOST)).isEqualTo("HTTP/1.1 401");
      assertThat(caller.untilClosed(EVERY, MOST)).isTrue();
    }
  }

  @Test
  void abuse07_otherCallersAreServedWhileManyAreSlow() throws Exception {
    var slow =
        IntStream.range(0, 150)
            .mapToObj(_ ->
                new RawConnection(port)
                    .send(
                        "POST /webhooks/whatsapp/x HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Length: 5000\r\n\r\na"))
            .toList();
    try {
      Thread.sleep(3000); // all of them are cut by then

      assertThat(post("/webhooks/whatsapp/y", new byte[10], true).statusCode()).isEqualTo(200);
    } finally {
      slow.forEach(RawConnection::close);
    }
  }

  private HttpResponse<String> post(String path, byte[] body, boolean announced) throws Exception {
    var publisher =
        announced
            ? HttpRequest.BodyPublishers.ofByteArray(body)
            : HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + Stores.ADMIN_TOKEN)
            .header("Content-Type", "application/json")
            .POST(publisher)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/tenants", "/api/v1/session", "/sign-in/x", "/docs/openapi/tenants", "/x"})
  void abuse07_refusesALargeBodyOfEveryPath(String path) throws Exception {
    assertThat(post(path, new byte[MEGA + 1], true).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/tenants", "/webhooks/whatsapp/x"})
  void abuse07_refusesALargeBodyOfUnknownLength(String path) throws Exception {
    var answer = post(path, new byte[3 * MEGA + 1], false);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  /** The gateway reads this one itself, and ends with the first byte that is no JSON. */
  @Test
  void abuse07_refusesALargeSignInOfUnknownLength() throws Exception {
    assertThat(post("/api/v1/session", new byte[3 * MEGA + 1], false).statusCode()).isEqualTo(400);
  }

  @Test
  void passesALargestBodyOfUnknownLengthOn() throws Exception {
    assertThat(post("/webhooks/whatsapp/x", new byte[3 * MEGA], false).statusCode()).isEqualTo(200);
    assertThat(post("/api/v1/tenants", new byte[MEGA], false).statusCode()).isEqualTo(200);
  }
}
