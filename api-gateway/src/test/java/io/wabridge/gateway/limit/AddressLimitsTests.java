package io.wabridge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One address can neither overload the gateway nor guess; others do not notice that it tries. */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,api-gateway",
      "bridge.gateway.trusted-proxies=127.0.0.1",
      "bridge.gateway.limits.requests-per-second=150",
      "bridge.gateway.limits.refusals-per-minute=20",
      "bridge.gateway.limits.verifications-per-minute=10"
    })
@LocalStores
class AddressLimitsTests {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Refuses everything that is not signed. */
  private static final StandIn SERVICE =
      StandIn.answering(asked ->
          asked.path().contains("genuine") ? Answer.ok("{}") : new Answer(401, "{}"));

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    registry.add("bridge.services.whatsapp-webhook-service", SERVICE::url);
    registry.add("bridge.services.genesys-api-service", SERVICE::url);
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @LocalServerPort int port;

  @BeforeEach
  void begin() {
    SERVICE.clearRequests();
  }

  private HttpResponse<String> ask(String method, String path, String from, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("X-Forwarded-For", from)
            .method(method, HttpRequest.BodyPublishers.ofString("{}"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void abuse06_limitsGuessesOfAVerifyToken() throws Exception {
    var statuses = new ArrayList<Integer>();
    for (var guess = 0; guess < 30; guess++) {
      var path = "/webhooks/whatsapp/" + guess % 3 + "?hub.verify_token=" + guess;
      statuses.add(ask("GET", path, "203.0.113.6").statusCode());
    }

    assertThat(statuses.subList(0, 10)).containsOnly(401);
    assertThat(statuses.subList(12, 30)).containsOnly(429);
    assertThat(SERVICE.asked("/webhooks/whatsapp")).hasSizeLessThan(13);
    assertThat(ask("GET", "/webhooks/whatsapp/0", "203.0.113.66").statusCode()).isEqualTo(401);
    assertThat(ask("POST", "/webhooks/whatsapp/genuine", "203.0.113.6").statusCode())
        .isEqualTo(200);
  }

  @Test
  void abuse08_forgedWebhooksAreRefusedAtTheGateway() throws Exception {
    for (var forged = 0; forged < 60; forged++) {
      ask("POST", "/webhooks/whatsapp/x", "203.0.113.7");
    }
    var answer = ask("POST", "/webhooks/whatsapp/x", "203.0.113.7");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(SERVICE.asked("/webhooks/whatsapp/x")).hasSizeLessThan(25);
  }

  /** A product posts the webhooks of all tenants from the same addresses. */
  @Test
  void abuse08_aTenantsWrongSecretDoesNotStopTheWebhooksOfOthers() throws Exception {
    for (var forged = 0; forged < 60; forged++) {
      ask("POST", "/webhooks/whatsapp/x", "203.0.113.8");
    }

    assertThat(ask("POST", "/webhooks/whatsapp/genuine", "203.0.113.8").statusCode())
        .isEqualTo(200);
    assertThat(ask("POST", "/webhooks/whatsapp/x", "203.0.113.88").statusCode()).isEqualTo(401);
  }

  @Test
  void abuse08_limitsTheRequestsOfAnAddress() throws Exception {
    var statuses =
        IntStream.range(0, 1500)
            .parallel()
            .map(n -> {
              try {
                return ask("POST", "/webhooks/whatsapp/genuine", "203.0.113.9").statusCode();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            })
            .boxed()
            .toList();

    assertThat(statuses).contains(429).containsOnly(200, 429);
    assertThat(ask("POST", "/webhooks/whatsapp/genuine", "203.0.113.99").statusCode())
        .isEqualTo(200);
  }

  /** A customer of a network has 2^64 addresses of IPv6. */
  @Test
  void abuse08_addressesOfOneNetworkCountAsOne() throws Exception {
    for (var forged = 0; forged < 30; forged++) {
      ask("POST", "/webhooks/whatsapp/x", "2001:db8:1:1::" + Integer.toHexString(forged + 1));
    }

    assertThat(ask("POST", "/webhooks/whatsapp/x", "2001:db8:1:1::ffff").statusCode())
        .isEqualTo(429);
    assertThat(ask("POST", "/webhooks/whatsapp/x", "2001:db8:1:2::1").statusCode()).isEqualTo(401);
  }

  @Test
  void abuse15_limitsGuessesOfALinkToAFile() throws Exception {
    for (var guess = 0; guess < 40; guess++) {
      ask("GET", "/media/" + guess, "203.0.113.15");
    }

    assertThat(ask("GET", "/media/x", "203.0.113.15").statusCode()).isEqualTo(429);
    assertThat(SERVICE.asked("/media")).hasSizeLessThan(25);
  }

  @Test
  void abuse23_limitsGuessesOfABearerToken() throws Exception {
    for (var guess = 0; guess < 260; guess++) {
      ask("GET", "/api/v1/overview", "203.0.113.23", "Authorization", "Bearer " + guess);
    }

    assertThat(
            ask("GET", "/api/v1/overview", "203.0.113.23", "Authorization", "Bearer x")
                .statusCode())
        .isEqualTo(429);
    // who shows no token guesses none
    assertThat(ask("GET", "/api/v1/overview", "203.0.113.23").statusCode()).isEqualTo(401);
  }
}
