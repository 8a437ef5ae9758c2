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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Every endpoint with every role, at the real gateway. What is expected is the table of
 * docs/access.md, which people have read.
 */
@SpringBootTest(webEnvironment = RANDOM_PORT, properties = "spring.config.name=bridge,api-gateway")
@LocalStores
class AccessMatrixTests {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final List<String> ROLES = List.of("operator", "admin", "coordinator", "agent");
  private static final StandIn SERVICE = StandIn.answering(asked -> Answer.ok("{\"service\":1}"));
  private static final StandIn AUTH = StandIn.answering(AccessMatrixTests::authService);

  private record Row(
      String method, String path, List<String> roles, String scope, boolean confirmed) {
    boolean ofTenant() {
      return path.contains("{tenantId}");
    }

    boolean own() {
      return roles.contains("own");
    }
  }

  private record Seen(String cookie, String csrf) {}

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    for (var name :
        List.of(
            "tenant-service",
            "state-manager",
            "whatsapp-webhook-service",
            "genesys-api-service",
            "genesys-webhook-service",
            "whatsapp-api-service")) {
      registry.add("bridge.services." + name, SERVICE::url);
    }
    registry.add("bridge.services.auth-service", AUTH::url);
  }

  @LocalServerPort int port;

  /** Sessions named after their role, keys named after their scope. */
  private static Answer authService(StandIn.RecordedRequest asked) {
    var path = asked.path();
    if (path.equals("/internal/sign-in")) {
      var who = asked.body().replaceAll(".*\"email\":\"([^\"]*)\".*", "$1");
      return Answer.ok("{\"session\":\"" + who + "\"}");
    }
    if (path.startsWith("/internal/sessions/")) {
      var who = path.substring("/internal/sessions/".length()).replaceAll("\\?.*", "");
      var stale = who.endsWith("-stale");
      var role = who.replace("-stale", "");
      return Answer.ok(
          """
          {"id":"p","email":"p@example.org","name":"P","language":"en","operator":%s,
           "roles":%s,"hasPassword":true,"secondFactor":false,"confirmedUntil":"%s"}
          """
              .formatted(
                  role.equals("operator"),
                  role.equals("operator") ? "{}" : "{\"mine\":\"" + role + "\"}",
                  Instant.now().plusSeconds(stale ? -1 : 300)));
    }
    if (path.equals("/internal/api-keys/check")) {
      var scope = asked.body().replaceAll(".*wbk_([a-z:]*).*", "$1");
      return scope.equals("revoked")
          ? Answer.notFound()
          : Answer.ok(
              "{\"id\":\"k\",\"tenant\":\"mine\",\"scopes\":["
                  + (scope.equals("none") ? "" : "\"" + scope + "\"")
                  + "]}");
    }
    return Answer.ok("{\"service\":1}");
  }

  @Test
  void abuse17_everyRoleAtEveryEndpoint() throws Exception {
    var sessions = new HashMap<String, Seen>();
    for (var role : ROLES) {
      sessions.put(role, signIn(role));
      sessions.put(role + "-stale", signIn(role + "-stale"));
    }
    var softly = new SoftAssertions();
    var rows = table();
    assertThat(rows).hasSizeGreaterThan(60);
    for (var row : rows) {
      for (var role : ROLES) {
        var seen = sessions.get(role);
        var may = row.own() || row.roles().contains(role);
        check(softly, row, "mine", role, seen, may ? 200 : 403);
        if (row.confirmed() && may) {
          check(softly, row, "mine", role + ", not confirmed", sessions.get(role + "-stale"), 403);
        }
        if (row.ofTenant()) {
          check(
              softly,
              row,
              "theirs",
              role + " of another tenant",
              seen,
              !role.equals("operator") ? 404 : may ? 200 : 403);
        }
        if (!row.method().equals("GET")) {
          check(
              softly, row, "mine", role + " without CSRF token", new Seen(seen.cookie(), ""), 403);
        }
      }
      bearer(softly, row, "mine", "wbk_none", 403);
      bearer(softly, row, "mine", "wbk_revoked", 401);
      bearer(softly, row, "mine", "guessed", 401);
      bearer(softly, row, "mine", "", 401);
      bearer(softly, row, "mine", Stores.INTERNAL_TOKEN, 401);
      bearer(softly, row, "mine", Stores.ADMIN_TOKEN, row.own() ? 403 : 200);
      if (!row.scope().isEmpty()) {
        bearer(softly, row, "mine", "wbk_" + row.scope(), 200);
        bearer(softly, row, "theirs", "wbk_" + row.scope(), 404);
      }
      for (var scope : List.of("config:read", "config:write", "conversations:read", "audit:read")) {
        if (!scope.equals(row.scope())) {
          bearer(softly, row, "mine", "wbk_" + scope, 403);
        }
      }
    }
    softly.assertAll();
  }

  @Test
  void whatIsNotInTheTableIsRefused() throws Exception {
    var operator = signIn("operator");
    for (var path :
        List.of(
            "/api/v1/tenants/mine/",
            "/api/v1/tenants/mine/secrets",
            "/api/v1",
            "/api/v2/tenants",
            "/internal/sign-in",
            "/actuator/env",
            "/desk-api/messages",
            "/v3/api-docs")) {
      assertThat(send("GET", path, operator, "").statusCode()).as(path).isEqualTo(404);
      assertThat(send("GET", path, null, Stores.ADMIN_TOKEN).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void abuse16_refusalsOfAnotherTenantAndOfAnAbsentOneAreEqual() throws Exception {
    var admin = signIn("admin");

    assertThat(send("GET", "/api/v1/tenants/theirs/people", admin, "").body())
        .isEqualTo(send("GET", "/api/v1/tenants/absent/people", admin, "").body());
  }

  private static List<Row> table() throws Exception {
    return Files.readAllLines(Path.of("../docs/access.md")).stream()
        .filter(line -> line.matches("\\| `(GET|POST|PUT|PATCH|DELETE) /.*"))
        .map(AccessMatrixTests::row)
        .toList();
  }

  private static Row row(String line) {
    var cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
    var endpoint = cells.get(1).replace("`", "").split(" ");
    var roles =
        ROLES.stream()
            .filter(role -> !cells.get(2 + ROLES.indexOf(role)).equals("–"))
            .map(role -> cells.get(2 + ROLES.indexOf(role)).equals("own") ? "own" : role)
            .toList();
    var scope = cells.get(6).replace("`", "").replace("–", "");
    return new Row(endpoint[0], endpoint[1], roles, scope, cells.get(7).equals("yes"));
  }

  private void check(
      SoftAssertions softly, Row row, String tenant, String who, Seen seen, int expected)
      throws Exception {
    softly
        .assertThat(send(row.method(), path(row, tenant), seen, "").statusCode())
        .as("%s %s as %s", row.method(), row.path(), who)
        .isEqualTo(expected);
  }

  private void bearer(SoftAssertions softly, Row row, String tenant, String token, int expected)
      throws Exception {
    softly
        .assertThat(send(row.method(), path(row, tenant), null, token).statusCode())
        .as("%s %s of %s with the token %s", row.method(), row.path(), tenant, token)
        .isEqualTo(expected);
  }

  private static String path(Row row, String tenant) {
    return row.path().replace("{tenantId}", tenant).replaceAll("\\{[^}]*}", "some");
  }

  private Seen signIn(String who) throws Exception {
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"" + who + "\",\"password\":\"x\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    return new Seen(cookie, answer.body().replaceAll(".*\"csrf\":\"([^\"]*)\".*", "$1"));
  }

  private HttpResponse<String> send(String method, String path, Seen seen, String token)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (seen != null) {
      request.header("Cookie", seen.cookie());
      if (!seen.csrf().isEmpty()) {
        request.header("X-CSRF-Token", seen.csrf());
      }
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
