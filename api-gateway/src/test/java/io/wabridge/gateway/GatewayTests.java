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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Routes every path to its service, and refuses the API without the admin token. */
@SpringBootTest(webEnvironment = RANDOM_PORT, properties = "spring.config.name=bridge,api-gateway")
@LocalStores
class GatewayTests {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Map<String, StandIn> BACKENDS = new HashMap<>();

  @DynamicPropertySource
  static void backends(DynamicPropertyRegistry registry) {
    for (var name :
        List.of(
            "tenant-service",
            "auth-service",
            "state-manager",
            "whatsapp-webhook-service",
            "genesys-api-service",
            "genesys-webhook-service",
            "whatsapp-api-service")) {
      var backend =
          BACKENDS.computeIfAbsent(
              name, _ -> StandIn.answering(asked -> Answer.ok("{\"backend\":\"" + name + "\"}")));
      registry.add("bridge.services." + name, backend::url);
    }
  }

  @LocalServerPort int port;

  private HttpResponse<String> send(String method, String path, String body, String token)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/tenants, tenant-service",
    "GET, /api/v1/tenants/t, tenant-service",
    "GET, /api/v1/connectors, tenant-service",
    "GET, /api/v1/connectors/kind, tenant-service",
    "POST, /api/v1/tenants/t/channels, tenant-service",
    "GET, /api/v1/tenants/t/desks/d, tenant-service",
    "GET, /api/v1/tenants/t/channels/c/health, tenant-service",
    "DELETE, /api/v1/tenants/t, tenant-service",
    "POST, /api/v1/tenants/t/channels/check, whatsapp-api-service",
    "POST, /api/v1/tenants/t/channels/sandbox/kind, whatsapp-api-service",
    "POST, /api/v1/tenants/t/channels/c/rehearsal, whatsapp-api-service",
    "POST, /api/v1/tenants/t/desks/check, genesys-api-service",
    "POST, /api/v1/tenants/t/desks/sandbox/kind, genesys-api-service",
    "POST, /api/v1/tenants/t/desks/d/rehearsal, genesys-api-service",
    "POST, /api/v1/tenants/t/channels/c/test, whatsapp-api-service",
    "POST, /api/v1/tenants/t/channels/c/connect, whatsapp-api-service",
    "POST, /api/v1/tenants/t/desks/d/test, genesys-api-service",
    "POST, /api/v1/tenants/t/desks/d/connect, genesys-api-service",
    "GET, /api/v1/tenants/t/conversations, state-manager",
    "GET, /api/v1/tenants/t/messages/m/trace, state-manager",
    "GET, /api/v1/tenants/t/parked, state-manager",
    "GET, /api/v1/tenants/t/events, state-manager",
    "GET, /api/v1/tenants/t/webhooks, state-manager",
    "POST, /api/v1/tenants/t/webhooks/w/test, state-manager",
    "GET, /api/v1/tenants/t/keys, state-manager",
    "POST, /api/v1/tenants/t/keys/rotate, state-manager",
    "GET, /api/v1/keys/messages, state-manager",
    "GET, /api/v1/deletions/t, state-manager",
    "DELETE, /api/v1/tenants/t, tenant-service",
    "GET, /api/v1/keys/tenants, tenant-service",
    "GET, /api/v1/keys/people, auth-service",
    "GET, /api/v1/audit/export, auth-service",
    "GET, /api/v1/tenants/t/audit/export, auth-service",
    "GET, /api/v1/messages, state-manager",
    "GET, /api/v1/messages/m/trace, state-manager",
    "GET, /api/v1/parked, state-manager",
    "GET, /api/v1/overview, state-manager"
  })
  void routesTheApiToItsServiceWithTheAdminTokenOnly(String method, String path, String backend)
      throws Exception {
    var answer = send(method, path, "", Stores.ADMIN_TOKEN);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains(backend);

    for (var wrong : List.of("", "guessed", Stores.INTERNAL_TOKEN)) {
      var refused = send(method, path, "", wrong);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).doesNotContain("backend");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /webhooks/whatsapp/c, whatsapp-webhook-service",
    "GET, /webhooks/whatsapp/c, whatsapp-webhook-service",
    "POST, /webhooks/genesys/d, genesys-webhook-service",
    "GET, /media/link.signature, genesys-api-service"
  })
  void webhooksAndMediaLinksNeedNoToken(String method, String path, String backend)
      throws Exception {
    var answer = send(method, path, "", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains(backend);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%61pi/v1/tenants",
        "/api;a=b/v1/tenants",
        "//api/v1/tenants",
        "/./api/v1/tenants",
        "/webhooks/../api/v1/tenants",
        "/webhooks/%2e%2e/api/v1/tenants",
        "/media/..%2f..%2fapi/v1/tenants",
        "/API/v1/tenants"
      })
  void otherSpellingsOfAPathDoNotBypassTheToken(String path) throws Exception {
    BACKENDS.get("tenant-service").clearRequests();

    var answer = send("GET", path, "", "");

    assertThat(answer.body()).doesNotContain("tenant-service");
    assertThat(BACKENDS.get("tenant-service").asked("/")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/directory",
        "/internal/tokens/desks/d",
        "/actuator/prometheus/../../internal/directory",
        "/v3/api-docs"
      })
  void doesNotRouteInternalPaths(String path) throws Exception {
    assertThat(send("GET", path, "", Stores.ADMIN_TOKEN).body()).doesNotContain("backend");
  }

  @Test
  void passesTheBodyOfAWebhookUnchanged() throws Exception {
    var body = "{ \"odd\" :  \"sp\u00e4cing \\u00e4 \ud83d\udc4b\" }\n";

    send("POST", "/webhooks/whatsapp/exact", body, "");

    var asked = BACKENDS.get("whatsapp-webhook-service").asked("/webhooks/whatsapp/exact");
    assertThat(asked.getFirst().body()).isEqualTo(body);
  }

  @Test
  void passesTheErrorStatusOfAServiceUnchanged() throws Exception {
    var backend = BACKENDS.get("genesys-webhook-service");
    backend.rule(asked -> new Answer(503, "{}"));
    try {
      assertThat(send("POST", "/webhooks/genesys/d", "{}", "").statusCode()).isEqualTo(503);
    } finally {
      backend.rule(asked -> Answer.ok("{\"backend\":\"genesys-webhook-service\"}"));
    }
  }

  @Test
  void servesThePortalWithStrictSecurityHeaders() throws Exception {
    var page = send("GET", "/", "", "");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void reportsHealth() throws Exception {
    assertThat(send("GET", "/actuator/health", "", "").body()).contains("UP");
  }
}
