package io.wabridge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.kit.client.Announcements;
import io.wabridge.kit.client.RefusedTokens;
import io.wabridge.model.Ids;
import io.wabridge.model.Secret;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.Tenancy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Signs in at the desk only when no valid token is cached. */
@SpringBootTest(webEnvironment = RANDOM_PORT, properties = "spring.config.name=bridge,auth-service")
@LocalStores
class SignInTests {

  static final Tenancy TENANCY = new Tenancy();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @DynamicPropertySource
  static void coreServices(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @LocalServerPort int port;
  @Autowired Announcements announcements;

  final String desk = "desk-" + Ids.next();
  private final AtomicInteger issued = new AtomicInteger();

  @BeforeEach
  void begin() {
    TENANCY.reset();
    issues(86_400);
  }

  private void issues(int expiresIn) {
    TENANCY.outside(asked -> {
      Thread.sleep(100);
      return Answer.ok(
          "{\"access_token\":\"genesys-%d\",\"expires_in\":%d}"
              .formatted(issued.incrementAndGet(), expiresIn));
    });
  }

  HttpResponse<String> send(String path, String body) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .header("Authorization", "Bearer " + Stores.INTERNAL_TOKEN)
              .header("Content-Type", "application/json")
              .method(body.isEmpty() ? "GET" : "POST", HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  String token() {
    return send("/internal/tokens/desks/" + desk, "").body();
  }

  String renewed(String refused) {
    return send("/internal/tokens/desks/" + desk + "/renew", "{\"token\":\"" + refused + "\"}")
        .body();
  }

  private static List<String> atOnce(int callers, Callable<String> call) throws Exception {
    try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
      return all.invokeAll(IntStream.range(0, callers).mapToObj(_ -> call).toList()).stream()
          .map(future -> future.resultNow())
          .toList();
    }
  }

  @Test
  void signsInOnceForConcurrentCallers() throws Exception {
    assertThat(atOnce(50, this::token)).containsOnly("{\"token\":\"genesys-1\"}");
    assertThat(TENANCY.asked("/oauth/token")).hasSize(1);
  }

  @Test
  void renewsARefusedTokenOnceForAllCallers() throws Exception {
    token();

    assertThat(atOnce(20, () -> renewed("genesys-1"))).containsOnly("{\"token\":\"genesys-2\"}");
    assertThat(TENANCY.asked("/oauth/token")).hasSize(2);
    assertThat(token()).contains("genesys-2");
  }

  @Test
  void refusedTokenOfAnotherInstanceIsNotUsedAgain() {
    token();
    // another instance renewed it: it announces that, and Redis has the new one
    announcements.announceRefusedToken(
        RefusedTokens.fingerprint(desk, "client-1", Secret.of("genesys-1")));

    await().atMost(Duration.ofSeconds(5)).until(() -> token().contains("genesys-2"));
    assertThat(renewed("genesys-1")).contains("genesys-2");
    assertThat(TENANCY.asked("/oauth/token")).hasSize(2);
  }

  @Test
  void renewsATokenBeforeItExpires() throws Exception {
    issues(61);
    assertThat(token()).contains("genesys-1");
    assertThat(token()).contains("genesys-1");
    Thread.sleep(1100);

    assertThat(token()).contains("genesys-2");
  }

  @Test
  void doesNotCacheATokenThatExpiresWithinAMinute() {
    issues(30);

    assertThat(token()).contains("genesys-1");
    assertThat(token()).contains("genesys-2");
  }

  @Test
  void keepsATokenPerCredential() {
    TENANCY.special(asked ->
        asked.path().equals("/internal/desks/" + desk)
            ? Optional.of(
                Answer.ok(
                    Tenancy.desk(
                        desk,
                        Tenancy.INTEGRATION,
                        TENANCY.url(),
                        "client-1",
                        "client-secret",
                        "{}",
                        Tenancy.credential("client-2", "second"))))
            : Optional.empty());

    assertThat(token()).contains("genesys-1");
    assertThat(send("/internal/tokens/desks/" + desk + "?credential=client-2", "").body())
        .contains("genesys-2");
    assertThat(send("/internal/tokens/desks/" + desk + "?credential=client-1", "").body())
        .contains("genesys-1");
    var renewed =
        send(
            "/internal/tokens/desks/" + desk + "/renew?credential=client-2",
            "{\"token\":\"genesys-2\"}");
    assertThat(renewed.body()).contains("genesys-3");
    assertThat(token()).contains("genesys-1");
    assertThat(send("/internal/tokens/desks/" + desk + "?credential=client-9", "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void answers403ForWrongCredentials() {
    TENANCY.outside(
        asked -> new Answer(400, "{\"error\":\"invalid_client\",\"description\":\"no such\"}"));

    var answer = send("/internal/tokens/desks/" + desk, "");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).doesNotContain("client-secret");
  }

  @Test
  void answers503WhileTheDeskIsUnavailable() {
    TENANCY.outside(asked -> new Answer(503, "{}"));
    assertThat(send("/internal/tokens/desks/" + desk, "").statusCode()).isEqualTo(503);

    issues(3600);
    assertThat(token()).contains("genesys-1");
  }

  @Test
  void answers404ForAnUnknownEndpoint() {
    assertThat(send("/internal/tokens/desks/" + Ids.next(), "").statusCode()).isEqualTo(404);
    assertThat(send("/internal/tokens/channels/" + Ids.next(), "").statusCode()).isEqualTo(404);
  }

  @Test
  void servesTheEnteredTokenOfAChannel() {
    var channel = "channel-" + Ids.next();
    var path = "/internal/tokens/channels/" + channel;

    assertThat(send(path, "").body()).isEqualTo("{\"token\":\"EAAG-" + channel + "\"}");
    send(path, "");
    assertThat(TENANCY.asked("/internal/channels/" + channel + "/token")).hasSize(1);

    send(path + "/renew", "{\"token\":\"EAAG-" + channel + "\"}");
    assertThat(TENANCY.asked("/internal/channels/" + channel + "/token")).hasSize(2);
  }
}
