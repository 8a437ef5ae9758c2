package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.testkit.Stores;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Setting up channels and desks: drafts, revisions, health, and deleting a tenant. */
class SetupTests extends TenantServiceTest {

  private HttpResponse<String> withRevision(String method, String path, String body, String tag)
      throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .header("Authorization", "Bearer " + Stores.INTERNAL_TOKEN)
              .header("Content-Type", "application/json")
              .header("If-Match", tag)
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private String tag(String path) throws Exception {
    return withRevision("GET", path, "", "*").headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void namesEveryFieldOfADraftThatIsWrong() {
    var draft =
        post(
            "/internal/tenants/" + tenant() + "/channels/draft",
            "{\"kind\":\"cloud\",\"settings\":{\"phoneNumberId\":\"a b\",\"odd\":\"x\"}}");

    assertThat(draft.status()).isEqualTo(200);
    assertThat(draft.json().path("problems"))
        .extracting(problem -> problem.path("field").asString())
        .contains("odd", "phoneNumberId", "accountId", "accessToken", "appSecret");
    assertThat(draft.json().has("endpoint")).isFalse();
  }

  @Test
  void makesAnEndpointOfADraftWithoutSavingIt() {
    var tenant = tenant();
    var draft =
        post(
            "/internal/tenants/" + tenant + "/desks/draft",
            newDesk().replace("\"name\":\"Desk\",", ""));

    assertThat(draft.json().at("/endpoint/settings/values/region").asString())
        .isEqualTo("eu-central-1");
    assertThat(draft.json().at("/endpoint/settings/secrets/clientSecret").asString())
        .isEqualTo("client-s3cret");
    assertThat(get(TENANTS + "/" + tenant + "/desks").json().path("items")).isEmpty();
  }

  @Test
  void aDraftOfASavedChannelKeepsWhatIsNotEntered() {
    var tenant = tenant();
    var channel = channel(tenant);
    var draft =
        post(
            "/internal/tenants/" + tenant + "/channels/draft",
            "{\"id\":\"%s\",\"settings\":{\"accountId\":\"waba-2\"}}".formatted(channel));

    assertThat(draft.json().at("/endpoint/settings/values/accountId").asString())
        .isEqualTo("waba-2");
    assertThat(draft.json().at("/endpoint/settings/secrets").has("accessToken")).isFalse();
    assertThat(draft.json().path("tokens").path("").asString()).isEqualTo("EAAG-token");
    assertThat(
            get(TENANTS + "/" + tenant + "/channels/" + channel)
                .json()
                .at("/settings/accountId")
                .asString())
        .isEqualTo("waba-1");
  }

  @Test
  void saysThatAnotherChannelHasTheNumber() {
    var tenant = tenant();
    var number = number();
    post(TENANTS + "/" + tenant + "/channels", newChannel(number));

    var draft =
        post(
            "/internal/tenants/" + tenant() + "/channels/draft",
            newChannel(number).replace("\"name\":\"Support\",", ""));

    assertThat(draft.json().at("/problems/0/field").asString()).isEqualTo("phoneNumberId");
    assertThat(draft.json().at("/problems/0/problem").asString()).contains("another channel");
  }

  @Test
  void theSecondAdministratorLearnsOfTheFirst() throws Exception {
    var tenant = tenant();
    for (var path :
        new String[] {
          TENANTS + "/" + tenant + "/channels/" + channel(tenant),
          TENANTS + "/" + tenant + "/desks/" + desk(tenant)
        }) {
      var read = tag(path);

      assertThat(withRevision("PATCH", path, "{\"name\":\"First\"}", read).statusCode())
          .isEqualTo(200);

      var second = withRevision("PATCH", path, "{\"name\":\"Second\"}", read);
      assertThat(second.statusCode()).isEqualTo(412);
      assertThat(second.body()).contains("another person", "\"code\":\"changed\"");
      assertThat(withRevision("DELETE", path, "", read).statusCode()).isEqualTo(412);
      assertThat(get(path).text("name")).isEqualTo("First");
      assertThat(withRevision("PATCH", path, "{\"name\":\"Third\"}", tag(path)).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void routesHaveARevisionOfTheirOwn() throws Exception {
    var tenant = tenant();
    var channel = TENANTS + "/" + tenant + "/channels/" + channel(tenant);
    var read = tag(channel + "/routing");
    send("PATCH", channel, "{\"name\":\"Renamed\"}");

    assertThat(withRevision("PUT", channel + "/routing", "{}", read).statusCode()).isEqualTo(200);
    assertThat(withRevision("PUT", channel + "/routing", "{}", read).statusCode()).isEqualTo(412);
  }

  @Test
  void aStatusReportIsNoChangeByAnAdministrator() throws Exception {
    var tenant = tenant();
    var channel = channel(tenant);
    var path = TENANTS + "/" + tenant + "/channels/" + channel;
    var read = tag(path);

    post("/internal/channels/" + channel + "/status", "{\"working\":true}");

    assertThat(tag(path)).isEqualTo(read);
  }

  private static final String FAILED =
      """
      {"checks":[{"check":"Number","ok":true,"found":"fine","reconnect":false},
       {"check":"Token","ok":false,"found":"not valid","remedy":"Make a new one.","field":"accessToken",
        "reconnect":false}]}
      """;

  private static final String WORKS =
      """
      {"checks":[{"check":"Number","ok":true,"found":"fine","reconnect":false},
       {"check":"Token","ok":true,"found":"valid","reconnect":false}]}
      """;

  @Test
  void theLightChangesWithTheSecondFailureAndSaysWhy() {
    var tenant = tenant();
    var channel = channel(tenant);
    var path = TENANTS + "/" + tenant + "/channels/" + channel;
    post("/internal/channels/" + channel + "/status", "{\"working\":true}");
    post("/internal/channels/" + channel + "/findings", WORKS);

    post("/internal/channels/" + channel + "/findings", FAILED);
    assertThat(get(path).text("status")).isEqualTo("WORKING");

    post("/internal/channels/" + channel + "/findings", FAILED);
    var failing = get(path);
    assertThat(failing.text("status")).isEqualTo("FAILING");
    assertThat(failing.text("cause")).isEqualTo("Token: not valid");
    var health = get(path + "/health").json();
    assertThat(health.at("/checks/1/level").asString()).isEqualTo("FAILED");
    assertThat(health.at("/checks/1/field").asString()).isEqualTo("accessToken");
    assertThat(health.path("history"))
        .extracting(one -> one.path("check").asString() + " " + one.path("level").asString())
        .containsExactly("Token FAILED", "Number OK", "Token OK");
    assertThat(get("/internal/directory").body()).contains("Token: not valid");

    post("/internal/channels/" + channel + "/findings", WORKS);
    assertThat(get(path).text("status")).isEqualTo("WORKING");
    assertThat(get(path).json().has("cause")).isFalse();
  }

  @Test
  void aWarningLeavesTheLightGreen() {
    var tenant = tenant();
    var desk = desk(tenant);
    post("/internal/desks/" + desk + "/status", "{\"working\":true}");
    post(
        "/internal/desks/" + desk + "/findings",
        "{\"checks\":[{\"check\":\"Token\",\"ok\":true,\"found\":\"ends soon\",\"remedy\":\"Renew it.\",\"reconnect\":false}]}");

    var path = TENANTS + "/" + tenant + "/desks/" + desk;
    assertThat(get(path).text("status")).isEqualTo("WORKING");
    assertThat(get(path + "/health").json().at("/checks/0/level").asString()).isEqualTo("WARNING");
  }

  @Test
  void givesAnEndpointThatIsDueToOneCaller() {
    var tenant = tenant();
    var working = desk(tenant);
    var untested = desk(tenant);
    post("/internal/desks/" + working + "/status", "{\"working\":true}");
    db.sql(
            "update endpoint_health set due_at = now() - interval '1 hour' where tenant_id = :tenant")
        .param("tenant", tenant)
        .update();

    assertThat(due()).contains(working).doesNotContain(untested);
    assertThat(due()).doesNotContain(working);

    post("/internal/desks/" + working + "/findings", WORKS);
    var seconds =
        db.sql(
                "select extract(epoch from due_at - now()) from endpoint_health where endpoint_id = :id")
            .param("id", working)
            .query(Double.class)
            .single();
    assertThat(seconds).isBetween(470.0, 730.0);
  }

  private String due() {
    return post("/internal/desks/due", "").body();
  }

  @Test
  void remembersWhenTheOtherSideCalled() {
    var tenant = tenant();
    var channel = channel(tenant);
    var path = TENANTS + "/" + tenant + "/channels/" + channel;
    assertThat(get(path).json().has("firstHeardAt")).isFalse();

    post("/internal/channels/" + channel + "/heard", "");
    var first = get(path).text("firstHeardAt");
    post("/internal/channels/" + channel + "/heard", "");

    assertThat(first).isNotEmpty();
    assertThat(get(path).text("firstHeardAt")).isEqualTo(first);
    assertThat(get(path).text("lastHeardAt")).isNotEqualTo(first);
  }
}
