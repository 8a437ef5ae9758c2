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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A caller can choose neither the path at a service behind the gateway nor its own address. */
@SpringBootTest(webEnvironment = RANDOM_PORT, properties = "spring.config.name=bridge,api-gateway")
@Import(SeenRequests.class)
@LocalStores
class UntrustedRequestsTests {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Map<String, StandIn> SERVICES = new HashMap<>();

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    for (var name :
        List.of(
            "tenant-service",
            "auth-service",
            "state-manager",
            "whatsapp-webhook-service",
            "genesys-api-service",
            "genesys-webhook-service",
            "whatsapp-api-service")) {
      var service =
          SERVICES.computeIfAbsent(
              name, _ -> StandIn.answering(asked -> Answer.ok("{\"service\":\"" + name + "\"}")));
      registry.add("bridge.services." + name, service::url);
    }
  }

  @AfterAll
  static void stop() {
    SERVICES.values().forEach(StandIn::close);
    SERVICES.clear();
  }

  @LocalServerPort int port;

  @BeforeEach
  void begin() {
    SERVICES.values().forEach(StandIn::clearRequests);
    SeenRequests.forget();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static List<String> askedPaths() {
    return SERVICES.values().stream()
        .flatMap(service -> service.asked("/").stream())
        .map(StandIn.RecordedRequest::path)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-Prefix: /actuator/prometheus?a=",
        "X-Forwarded-Prefix: /internal",
        "x-forwarded-prefix: //evil.example",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Uri: /internal/directory",
        "X-Forwarded-Path: /internal/directory",
        "Forwarded: for=10.0.0.1;host=evil.example;proto=https",
        "X-Original-URL: /internal/directory"
      })
  void abuse08_ignoresAForwardedPrefixOfAnUntrustedCaller(String header) throws Exception {
    var parts = header.split(": ", 2);

    assertThat(get("/webhooks/whatsapp/x", parts).statusCode()).isEqualTo(200);
    assertThat(get("/media/x", parts).statusCode()).isEqualTo(200);

    assertThat(askedPaths()).containsExactlyInAnyOrder("/webhooks/whatsapp/x", "/media/x");
    assertThat(SeenRequests.all())
        .hasSize(2)
        .allSatisfy(seen -> {
          assertThat(seen.remote()).isEqualTo("127.0.0.1");
          assertThat(seen.scheme()).isEqualTo("http");
          assertThat(seen.server()).isEqualTo("127.0.0.1");
          assertThat(seen.forwarded()).isEmpty();
        });
  }

  @Test
  void redirectNamesNoHost() throws Exception {
    for (var header : List.of("X-Forwarded-Prefix", "X-Forwarded-Host", "Forwarded")) {
      var value = header.equals("Forwarded") ? "host=evil.example" : "//evil.example";
      var location = get("/docs", header, value).headers().firstValue("Location").orElseThrow();

      assertThat(location).doesNotContain("evil");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator",
        "/actuator/",
        "/actuator/prometheus",
        "/actuator/info",
        "/actuator/env",
        "/actuator/health/../prometheus",
        "/actuator/health/..;/prometheus",
        "/actuator/health;/../prometheus",
        "/%61ctuator/prometheus",
        "/webhooks/whatsapp/..;/..;/actuator/prometheus",
        "/media/../actuator/prometheus"
      })
  void abuse24_actuatorIsNotReachableThroughTheGateway(String path) throws Exception {
    var answer = get(path);
    assertThat(answer.statusCode()).isIn(400, 401, 404);
    assertThat(answer.body()).doesNotContain("jvm_", "_links");

    var withToken = get(path, "Authorization", "Bearer " + Stores.ADMIN_TOKEN);
    assertThat(withToken.statusCode()).isIn(400, 404);
    assertThat(withToken.body()).doesNotContain("jvm_", "_links");
    assertThat(askedPaths()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/docs",
        "/swagger-ui/index.html",
        "/docs/openapi/gateway",
        "/webhooks/whatsapp/x",
        "/api/v1/overview",
        "/anything",
        "/media/;/x"
      })
  void abuse20_everyAnswerHasAPolicyWithoutInlineScripts(String path) throws Exception {
    var headers = get(path).headers();

    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    if (!path.startsWith("/media/")) {
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe-eval")
          .doesNotMatch(".*(default|script)-src[^;]*unsafe-inline.*");
    }
  }

  @Test
  void abuse24_healthHasNoDetails() throws Exception {
    for (var path :
        List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
      var answer = get(path);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("UP").doesNotContain("diskSpace", "version", "path");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/media/..;/internal/x",
        "/media/;/x",
        "/media/x;a=b",
        "/media/%3b/x",
        "/media/../x",
        "/media/./x",
        "/media/%2e%2e/x",
        "/media/.%2E/x",
        "/media/%252e%252e/x",
        "/media/..%2fx",
        "/media/%5c..%5cx",
        "/media//x",
        "/media/x/..",
        "/media/%00x",
        "/media/x%0d%0aX-Evil:1",
        "/webhooks/genesys/..;/..;/internal/directory",
        "//media/x",
        "/api/v1/tenants/..;/parked"
      })
  void refusesAPathThatIsNotNormal(String path) throws Exception {
    assertThat(get(path).statusCode()).isIn(400, 404);
    assertThat(get(path, "Authorization", "Bearer " + Stores.ADMIN_TOKEN).statusCode())
        .isIn(400, 404);
    assertThat(askedPaths()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/directory",
        "/v3/api-docs",
        "/anything",
        "/api",
        "/apis/v1",
        "/API/v1/tenants",
        "/mediafiles/x",
        "/Webhooks/whatsapp/x",
        "/error"
      })
  void everyOtherPathNeedsTheAdminToken(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(401);
    assertThat(get(path, "Authorization", "Bearer " + Stores.ADMIN_TOKEN).statusCode())
        .isNotEqualTo(401);
    assertThat(askedPaths()).isEmpty();
  }

  @Test
  void passesEncodedCharactersOn() throws Exception {
    var answer =
        get(
            "/api/v1/messages/wamid.HBg%3D%3D/trace?x=a%2Fb",
            "Authorization", "Bearer " + Stores.ADMIN_TOKEN);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(askedPaths()).containsExactly("/api/v1/messages/wamid.HBg%3D%3D/trace?x=a%2Fb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "multipart/form-data;boundary=b",
        "text/plain"
      })
  void passesAFormOnAsBytes(String type) throws Exception {
    var form =
        type.startsWith("multipart")
            ? "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n"
            : "b=%7e+x&a=1&a=%20";
    for (var method : List.of("POST", "PUT")) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/whatsapp/form"))
              .header("Content-Type", type)
              .method(method, HttpRequest.BodyPublishers.ofString(form))
              .build();

      assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }

    assertThat(SERVICES.get("whatsapp-webhook-service").asked("/"))
        .extracting(StandIn.RecordedRequest::body)
        .containsExactly(form, form);
  }
}
