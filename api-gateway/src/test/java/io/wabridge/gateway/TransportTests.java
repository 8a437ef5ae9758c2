package io.wabridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.Stores;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where the admin token is accepted from, and what TLS changes, behind a trusted proxy. */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,api-gateway",
      "bridge.gateway.trusted-proxies=127.0.0.1",
      "bridge.admin-token-from=198.51.100.0/24"
    })
@LocalStores
class TransportTests {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final StandIn SERVICE =
      StandIn.answering(asked ->
          Answer.ok(
              asked.path().equals("/internal/sign-in")
                  ? "{\"session\":\"s\"}"
                  : """
                  {"id":"p","email":"p@example.org","name":"P","language":"en",
                   "operator":true,"roles":{},"hasPassword":true,"secondFactor":false,
                   "confirmedUntil":"%s"}
                  """
                      .formatted(Instant.now().plusSeconds(60))));

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    registry.add("bridge.services.auth-service", SERVICE::url);
    registry.add("bridge.services.state-manager", SERVICE::url);
  }

  @LocalServerPort int port;

  private int withAdminToken(String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/overview"))
            .header("Authorization", "Bearer " + Stores.ADMIN_TOKEN);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private HttpResponse<String> signIn(String host, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/api/v1/session"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"email\":\"p@example.org\",\"password\":\"x\"}"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void theAdminTokenIsAcceptedFromThisMachineAndFromNamedAddresses() throws Exception {
    assertThat(withAdminToken()).isEqualTo(200);
    assertThat(withAdminToken("X-Forwarded-For", "198.51.100.9")).isEqualTo(200);
    assertThat(withAdminToken("X-Forwarded-For", "203.0.113.7")).isEqualTo(401);
    assertThat(withAdminToken("X-Forwarded-For", "127.0.0.2, 203.0.113.7")).isEqualTo(401);
  }

  /**
   * A proxy on this machine that the settings do not name passes requests of the whole world on.
   */
  @Test
  void theAdminTokenIsNotAcceptedThroughAnUnknownProxy() throws Exception {
    assertThat(withAdminToken("Forwarded", "for=203.0.113.7")).isEqualTo(401);
  }

  @Test
  void overTlsTheCookieIsBoundToTheHost() throws Exception {
    var answer =
        signIn("127.0.0.1", "X-Forwarded-Proto", "https", "X-Forwarded-For", "203.0.113.7");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("__Host-wabridge=")
        .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
        .doesNotContain("Domain");
    assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void withoutTlsPeopleSignInAtThisMachineOnly() throws Exception {
    assertThat(signIn("localhost").headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("wabridge=")
        .doesNotContain("Secure");
    var elsewhere = signIn("0.0.0.0");
    assertThat(elsewhere.statusCode()).isEqualTo(403);
    assertThat(elsewhere.body()).contains("https-required");
    assertThat(elsewhere.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void refusalsHaveSecurityHeaders() throws Exception {
    var refused =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/overview"))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(refused.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(refused.headers().firstValue("Strict-Transport-Security")).isEmpty();
  }
}
