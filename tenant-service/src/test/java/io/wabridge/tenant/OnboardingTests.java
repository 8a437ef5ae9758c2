package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A tenant, its channel and its desk are created, changed and listed. */
class OnboardingTests extends TenantServiceTest {

  @Test
  void createsShowsRenamesAndSuspendsATenant() {
    var created = post(TENANTS, "{\"name\":\"Acme %s\"}".formatted(unique));
    assertThat(created.status()).isEqualTo(201);
    var path = TENANTS + "/" + created.text("id");
    assertThat(created.location()).isEqualTo(path);

    assertThat(get(path).json()).isEqualTo(created.json());
    assertThat(get(path).text("status")).isEqualTo("ACTIVE");
    var changed =
        send("PATCH", path, "{\"name\":\"Other %s\",\"status\":\"SUSPENDED\"}".formatted(unique));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(get(path).text("name")).isEqualTo("Other " + unique);
    assertThat(get(path).text("status")).isEqualTo("SUSPENDED");
  }

  @Test
  void setsAndResetsATenantsQuota() {
    var tenant = tenant();
    var path = TENANTS + "/" + tenant;
    var inside =
        List.of("/internal/channels/" + channel(tenant), "/internal/desks/" + desk(tenant));
    assertThat(get(path).json().has("quotaPerSecond")).isFalse();
    assertThat(inside).noneMatch(one -> get(one).json().has("quotaPerSecond"));

    assertThat(send("PATCH", path, "{\"quotaPerSecond\":500}").status()).isEqualTo(200);
    assertThat(get(path).json().path("quotaPerSecond").asInt()).isEqualTo(500);
    assertThat(inside).allMatch(one -> get(one).json().path("quotaPerSecond").asInt() == 500);

    send("PATCH", path, "{\"name\":\"Other %s\"}".formatted(unique));
    assertThat(get(path).json().path("quotaPerSecond").asInt()).isEqualTo(500);
    assertThat(send("PATCH", path, "{\"quotaPerSecond\":-1}").status()).isEqualTo(400);
    send("PATCH", path, "{\"quotaPerSecond\":0}");
    assertThat(get(path).json().has("quotaPerSecond")).isFalse();
  }

  @Test
  void setsWhatATenantKeepsOfItsMessages() {
    var tenant = tenant();
    var path = TENANTS + "/" + tenant;
    var inside = "/internal/channels/" + channel(tenant);
    assertThat(get(path).json().path("historyDays").asInt()).isEqualTo(90);
    assertThat(get(path).json().path("keepDeleted").asBoolean()).isTrue();
    assertThat(get(path).json().path("searchable").asBoolean()).isTrue();

    var changed =
        send("PATCH", path, "{\"historyDays\":0,\"keepDeleted\":false,\"searchable\":false}");
    assertThat(changed.json().path("historyDays").asInt(-1)).isZero();
    send("PATCH", path, "{\"name\":\"Other %s\"}".formatted(unique));
    assertThat(get(inside).json().at("/history/days").asInt(-1)).isZero();
    assertThat(get(inside).json().at("/history/keepDeleted").asBoolean(true)).isFalse();
    assertThat(get(inside).json().at("/history/searchable").asBoolean(true)).isFalse();
    assertThat(get("/internal/directory").json().toString())
        .contains("\"history\":{\"days\":0,\"keepDeleted\":false,\"searchable\":false}");

    for (var wrong : List.of("-1", "3651")) {
      var refused = send("PATCH", path, "{\"historyDays\":" + wrong + "}");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text("detail")).contains("historyDays");
    }
    var created = post(TENANTS, "{\"name\":\"Acme %s\",\"historyDays\":30}".formatted(unique));
    assertThat(created.json().path("historyDays").asInt()).isEqualTo(30);
  }

  @Test
  void setsHowLongFilesAndParkedEnvelopesAreKept() {
    var path = TENANTS + "/" + tenant();
    assertThat(get(path).json().has("mediaDays")).as("as long as contents").isFalse();
    assertThat(get(path).json().path("parkedDays").asInt()).isEqualTo(90);

    send("PATCH", path, "{\"mediaDays\":14,\"parkedDays\":7}");
    assertThat(get(path).json().path("mediaDays").asInt()).isEqualTo(14);
    assertThat(get("/internal/directory").json().toString())
        .contains("\"retention\":{\"mediaDays\":14,\"parkedDays\":7}");
    send("PATCH", path, "{\"mediaDays\":-1}");
    assertThat(get(path).json().has("mediaDays")).isFalse();

    for (var wrong : List.of("\"mediaDays\":-2", "\"mediaDays\":3651", "\"parkedDays\":0")) {
      var refused = send("PATCH", path, "{" + wrong + "}");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text("detail")).contains("Days");
    }
  }

  @Test
  void setsATenantsLanguage() {
    assertThat(get(TENANTS + "/" + tenant()).text("language")).isEqualTo("en");

    var created = post(TENANTS, "{\"name\":\"Acme %s\",\"language\":\"pt\"}".formatted(unique));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("language")).isEqualTo("pt");
    var tenant = created.text("id");
    var inside =
        List.of("/internal/channels/" + channel(tenant), "/internal/desks/" + desk(tenant));
    assertThat(inside).allMatch(one -> get(one).text("language").equals("pt"));

    var path = TENANTS + "/" + tenant;
    assertThat(send("PATCH", path, "{\"language\":\"es\"}").text("language")).isEqualTo("es");
    send("PATCH", path, "{\"name\":\"Other %s\"}".formatted(unique));
    assertThat(get(path).text("language")).isEqualTo("es");
    assertThat(inside).allMatch(one -> get(one).text("language").equals("es"));
  }

  @Test
  void storesTheIdsOfTheFirstChannelAndDeskInTheTenant() {
    var tenant = tenant();
    var number = number();
    var first = post(TENANTS + "/" + tenant + "/channels", newChannel(number)).location();
    var second = number();
    post(TENANTS + "/" + tenant + "/channels", newChannel(second));
    var desk = desk(tenant);
    assertThat(columns(tenant))
        .containsEntry("phone_number_id", number)
        .containsEntry("genesys_integration_id", null);

    var reported =
        post(
            "/internal/desks/" + desk + "/status",
            "{\"working\":true,\"learned\":{\"integrationId\":\"int-%s\"}}".formatted(unique));
    assertThat(reported.status()).isEqualTo(200);
    assertThat(columns(tenant)).containsEntry("genesys_integration_id", "int-" + unique);
    var shown = get(TENANTS + "/" + tenant + "/desks/" + desk);
    assertThat(shown.text("status")).isEqualTo("WORKING");
    assertThat(shown.text("externalId")).isEqualTo("int-" + unique);
    assertThat(shown.json().at("/settings/integrationId").asString()).isEqualTo("int-" + unique);

    assertThat(send("DELETE", first, "").status()).isEqualTo(204);
    assertThat(columns(tenant)).containsEntry("phone_number_id", second);
  }

  private Map<String, Object> columns(String tenant) {
    return db.sql("select phone_number_id, genesys_integration_id from tenants where id = :id")
        .param("id", tenant)
        .query()
        .singleRow();
  }

  @Test
  void channelHasDefaultsAndAWebhookAddress() {
    var made = post(TENANTS + "/" + tenant() + "/channels", newChannel(number()));

    assertThat(made.status()).isEqualTo(201);
    var shown = get(made.location());
    assertThat(shown.json()).isEqualTo(made.json());
    assertThat(shown.json().at("/settings/apiUrl").asString())
        .isEqualTo("https://graph.facebook.com");
    assertThat(shown.json().at("/settings/apiVersion").asString()).matches("v[0-9]+\\.[0-9]+");
    assertThat(shown.text("status")).isEqualTo("NEW");
    assertThat(shown.text("webhookUrl"))
        .isEqualTo("http://localhost:8080/webhooks/whatsapp/" + made.text("id"));
    assertThat(shown.body()).doesNotContain("null");
  }

  @Test
  void createsADeskOfAnyConnector() {
    var made = post(TENANTS + "/" + tenant() + "/desks", newEchoDesk());

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().path("settings"))
        .isEqualTo(
            json.readTree(
                """
                {"account":"first","baseUrl":"https://echo.example","code":"ABC","plan":"small",
                 "region":"eu"}
                """));
    assertThat(made.json().path("secrets")).isEqualTo(json.readTree("[\"apiKey\",\"hookSecret\"]"));
    assertThat(made.text("webhookUrl"))
        .isEqualTo("http://localhost:8080/webhooks/echodesk/" + made.text("id"));
    var inside = get("/internal/desks/" + made.text("id")).json();
    assertThat(inside.at("/settings/secrets/hookSecret").asString()).matches("[0-9a-f]{64}");
    assertThat(inside.at("/settings/secrets").has("apiKey")).isFalse();
    assertThat(inside.path("externalId").asString()).isEmpty();
  }

  @Test
  void refusedCredentialsTurnTheLightRed() {
    var made = post(TENANTS + "/" + tenant() + "/desks", newEchoDesk());
    var inside = "/internal/desks/" + made.text("id");

    send("POST", inside + "/credentials", "{\"refusal\":\"invalid_client\"}");
    assertThat(get(made.location()).text("status")).isEqualTo("FAILING");
    assertThat(get(made.location()).text("refusal")).isEqualTo("invalid_client");

    send("POST", inside + "/credentials", "{}");
    assertThat(get(made.location()).text("status")).isEqualTo("WORKING");
    assertThat(get(made.location()).json().has("refusal")).isFalse();

    send("POST", inside + "/status", "{\"working\":false}");
    send("POST", inside + "/credentials", "{}");
    assertThat(get(made.location()).text("status")).as("another cause").isEqualTo("FAILING");
  }

  @Test
  void failureNotesAreOnWhereTheDeskHidesFailures() {
    var made = post(TENANTS + "/" + tenant() + "/desks", newEchoDesk());
    var inside = "/internal/desks/" + made.text("id");
    assertThat(made.json().path("failureNotes").asBoolean()).isTrue();
    assertThat(get(inside).json().path("failureNotes").asBoolean()).isTrue();

    var changed = send("PATCH", made.location(), "{\"failureNotes\":false}");
    assertThat(changed.json().path("failureNotes").asBoolean()).isFalse();
    assertThat(get(inside).json().path("failureNotes").asBoolean()).isFalse();
    assertThat(send("PATCH", made.location(), "{\"name\":\"x\"}").text("failureNotes"))
        .isEqualTo("false");
  }

  @Test
  void changesSettingsAndRemovesOptionalOnes() {
    var desk = post(TENANTS + "/" + tenant() + "/desks", newEchoDesk()).location();
    var id = desk.substring(desk.lastIndexOf('/') + 1);

    var changed =
        send(
            "PATCH",
            desk,
            """
            {"name":"Renamed","settings":{"code":"XYZ","plan":"large","tags":["a"," b "],
             "region":"us","account":"other","apiKey":"other-s3cret","team":"t","inbox":"%s"}}
            """
                .formatted(unique));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("settings"))
        .isEqualTo(
            json.readTree(
                """
                {"account":"other","baseUrl":"https://echo.example","code":"XYZ","plan":"large",
                 "region":"us","tags":["a","b"],"team":"t","inbox":"%s"}
                """
                    .formatted(unique)));
    assertThat(changed.text("name")).isEqualTo("Renamed");
    assertThat(get("/internal/desks/by-external-id/echodesk/" + unique).text("id")).isEqualTo(id);
    assertThat(get("/internal/desks/" + id + "/token").text("token")).isEqualTo("other-s3cret");
    var before = hookSecret(id);

    var removed =
        send(
            "PATCH",
            desk,
            "{\"settings\":{\"plan\":\"small\",\"tags\":null,\"team\":\"\",\"region\":null,"
                + "\"inbox\":null,\"hookSecret\":null}}");
    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.json().path("settings"))
        .isEqualTo(
            json.readTree(
                """
                {"account":"other","baseUrl":"https://echo.example","code":"XYZ","plan":"small",
                 "region":"eu"}
                """));
    assertThat(removed.json().has("externalId")).isFalse();
    assertThat(hookSecret(id)).isNotEqualTo(before).matches("[0-9a-f]{64}");
    assertThat(get("/internal/desks/by-external-id/echodesk/" + unique).status()).isEqualTo(404);
  }

  private String hookSecret(String desk) {
    return get("/internal/desks/" + desk).json().at("/settings/secrets/hookSecret").asString();
  }

  @Test
  void savesTheResultOfConnecting() {
    var desk = post(TENANTS + "/" + tenant() + "/desks", newEchoDesk());
    var path = "/internal/desks/" + desk.text("id");

    var reported =
        post(
            path + "/status",
            "{\"working\":true,\"learned\":{\"inbox\":\"%s\",\"hookToken\":\"made-s3cret\"}}"
                .formatted(unique));

    assertThat(reported.status()).isEqualTo(200);
    assertThat(get(path).text("externalId")).isEqualTo(unique);
    assertThat(get(path).json().at("/settings/secrets/hookToken").asString())
        .isEqualTo("made-s3cret");
    assertThat(get(desk.location()).body()).contains("hookToken").doesNotContain("s3cret");
    assertThat(post(path + "/status", "{\"working\":false}").status()).isEqualTo(200);
    assertThat(get(desk.location()).text("status")).isEqualTo("FAILING");
    assertThat(post(path + "/status", "{\"working\":true,\"learned\":{\"x\":\"y\"}}").status())
        .isEqualTo(400);
  }

  @Test
  void switchesAChannelOffAndOn() {
    var tenant = tenant();
    var channel = channel(tenant);
    var path = TENANTS + "/" + tenant + "/channels/" + channel;
    var inside = "/internal/channels/" + channel;

    assertThat(send("PATCH", path, "{\"status\":\"DISABLED\"}").text("status"))
        .isEqualTo("DISABLED");
    assertThat(get(inside).json().path("active").asBoolean()).isFalse();
    post(inside + "/status", "{\"working\":true}");
    assertThat(get(path).text("status")).isEqualTo("DISABLED");

    assertThat(send("PATCH", path, "{\"status\":\"NEW\"}").status()).isEqualTo(200);
    assertThat(get(inside).json().path("active").asBoolean()).isTrue();
    assertThat(send("PATCH", path, "{\"status\":\"WORKING\"}").status()).isEqualTo(400);
  }

  @Test
  void setsAndRemovesLimits() {
    var tenant = tenant();
    var made =
        post(
            TENANTS + "/" + tenant + "/channels",
            newChannel(number())
                .strip()
                .replaceFirst("}$", ",\"limits\":{\"messagesPerSecond\":1000}}"));
    var inside = "/internal/channels/" + made.text("id");
    assertThat(made.json().path("limits")).isEqualTo(json.readTree("{\"messagesPerSecond\":1000}"));
    assertThat(get(inside).json().path("limits"))
        .isEqualTo(json.readTree("{\"messagesPerSecond\":1000}"));

    send("PATCH", made.location(), "{\"limits\":{\"concurrentCalls\":2}}");
    assertThat(get(inside).json().path("limits"))
        .isEqualTo(json.readTree("{\"messagesPerSecond\":1000,\"concurrentCalls\":2}"));
    send(
        "PATCH",
        made.location(),
        "{\"limits\":{\"messagesPerSecond\":null,\"concurrentCalls\":null}}");
    assertThat(get(inside).json().path("limits")).isEmpty();
  }

  @Test
  void acceptsProviderAsKindOfAChannel() {
    var made =
        post(
            TENANTS + "/" + tenant() + "/channels",
            newChannel(number()).replace("\"kind\"", "\"provider\""));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("kind")).isEqualTo("cloud");
  }

  @Test
  void deletesAChannelWithItsSecrets() {
    var number = number();
    var path = TENANTS + "/" + tenant() + "/channels";
    var made = post(path, newChannel(number));

    assertThat(send("DELETE", made.location(), "").status()).isEqualTo(204);

    assertThat(get(made.location()).status()).isEqualTo(404);
    assertThat(get("/internal/channels/" + made.text("id")).status()).isEqualTo(404);
    assertThat(
            db.sql("select count(*) from tenant_credentials where credential_type = :t")
                .param("t", "channel:" + made.text("id"))
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(send("DELETE", made.location(), "").status()).isEqualTo(404);
    assertThat(post(path, newChannel(number)).status()).isEqualTo(201);
  }

  @Test
  void doesNotDeleteADeskWithChannels() {
    var tenant = tenant();
    var desk = desk(tenant);
    var channel = TENANTS + "/" + tenant + "/channels/" + channel(tenant);
    send("PATCH", channel, "{\"name\":\"Hotline\",\"deskId\":\"%s\"}".formatted(desk));
    var path = TENANTS + "/" + tenant + "/desks/" + desk;

    var refused = send("DELETE", path, "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).contains("Hotline");

    assertThat(send("PATCH", channel, "{\"deskId\":null}").json().has("deskId")).isFalse();
    assertThat(send("DELETE", path, "").status()).isEqualTo(204);
  }

  @Test
  void refusesADeskOfAnotherTenant() {
    var tenant = tenant();
    var path = TENANTS + "/" + tenant + "/channels/" + channel(tenant);
    var theirs = desk(tenant());

    var refused = send("PATCH", path, "{\"deskId\":\"%s\"}".formatted(theirs));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem("deskId")).isEqualTo("Desk does not exist");
    assertThat(get(path).json().has("deskId")).isFalse();

    var ours = desk(tenant);
    send("PATCH", path, "{\"deskId\":\"%s\",\"readMarks\":\"ON_REPLY\"}".formatted(ours));
    assertThat(get(path).text("deskId")).isEqualTo(ours);
    assertThat(get(path).text("readMarks")).isEqualTo("ON_REPLY");
  }

  @Test
  void pagesListsByCursorInOrderOfCreation() {
    var tenant = tenant();
    var made = new ArrayList<String>();
    for (var n = 0; n < 5; n++) {
      made.add(channel(tenant));
    }
    var list = TENANTS + "/" + tenant + "/channels?limit=2";
    var listed = new ArrayList<String>();
    var next = "";
    do {
      var page = get(list + (next.isEmpty() ? "" : "&cursor=" + next));
      page.json().path("items").forEach(item -> listed.add(item.path("id").asString()));
      next = page.json().path("next").asString("");
    } while (!next.isEmpty() && listed.size() < 20);

    assertThat(listed).isEqualTo(made.stream().sorted().toList());
  }

  @Test
  void answers404ForListsOfAnUnknownTenant() {
    for (var list : new String[] {"/channels", "/desks"}) {
      assertThat(get(TENANTS + "/" + Ids.next() + list).status()).isEqualTo(404);
      assertThat(post(TENANTS + "/" + Ids.next() + list, newDesk()).status()).isEqualTo(404);
    }
  }
}
