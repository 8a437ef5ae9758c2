package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Ids;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tenant, its channel and its desk are taken in, changed and listed. */
class OnboardingTests extends TenantServiceTest {

  @Test
  void aTenantIsTakenInShownRenamedAndSuspended() {
    var created = post(TENANTS, "{\"name\":\"Acme %s\"}".formatted(unique));
    assertThat(created.status()).isEqualTo(201);
    var path = TENANTS + "/" + created.text("id");

    assertThat(get(path).json()).isEqualTo(created.json());
    assertThat(get(path).text("status")).isEqualTo("ACTIVE");
    var changed =
        send("PATCH", path, "{\"name\":\"Other %s\",\"status\":\"SUSPENDED\"}".formatted(unique));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(get(path).text("name")).isEqualTo("Other " + unique);
    assertThat(get(path).text("status")).isEqualTo("SUSPENDED");
  }

  @Test
  void aTenantsOwnQuotaIsToldToTheServicesAndCanBeTakenBack() {
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
  void theTenantsTableSpeaksOfItsFirstNumberAndIntegration() {
    var tenant = tenant();
    var number = number();
    post(TENANTS + "/" + tenant + "/channels", newChannel(number));
    channel(tenant);
    var desk = desk(tenant);
    send(
        "POST",
        "/internal/desks/" + desk + "/status",
        "{\"working\":true,\"integrationId\":\"int-%s\"}".formatted(unique));

    assertThat(
            db.sql("select phone_number_id, genesys_integration_id from tenants where id = :id")
                .param("id", tenant)
                .query()
                .singleRow())
        .containsEntry("phone_number_id", number)
        .containsEntry("genesys_integration_id", "int-" + unique);
    assertThat(get(TENANTS + "/" + tenant + "/desks/" + desk).text("status")).isEqualTo("WORKING");
  }

  @Test
  void aChannelHasDefaultsAndAnAddressForItsWebhooks() {
    var tenant = tenant();
    var channel = channel(tenant);

    var shown = get(TENANTS + "/" + tenant + "/channels/" + channel);

    assertThat(shown.text("apiUrl")).isEqualTo("https://graph.facebook.com");
    assertThat(shown.text("apiVersion")).matches("v[0-9]+\\.[0-9]+");
    assertThat(shown.text("status")).isEqualTo("NEW");
    assertThat(shown.text("webhookUrl"))
        .isEqualTo("http://localhost:8080/webhooks/whatsapp/" + channel);
    assertThat(shown.body()).doesNotContain("null");
  }

  @ParameterizedTest
  @CsvSource({
    "eu-central-1, https://api.mypurecloud.de",
    "us-east-1, https://api.mypurecloud.com",
    "euw2.pure.cloud, https://api.euw2.pure.cloud",
    "new9.pure.cloud, https://api.new9.pure.cloud"
  })
  void aDeskIsFoundByItsRegion(String region, String api) {
    var made = post(TENANTS + "/" + tenant() + "/desks", newDesk().replace("eu-central-1", region));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("apiUrl")).isEqualTo(api);
    assertThat(made.text("loginUrl")).isEqualTo(api.replace("api.", "login."));
  }

  @Test
  void aChannelIsAttachedToADeskOfItsOwnTenantOnly() {
    var tenant = tenant();
    var path = TENANTS + "/" + tenant + "/channels/" + channel(tenant);
    var theirs = desk(tenant());

    var refused = send("PATCH", path, "{\"deskId\":\"%s\"}".formatted(theirs));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(get(path).json().has("deskId")).isFalse();

    var ours = desk(tenant);
    send("PATCH", path, "{\"deskId\":\"%s\",\"readMarks\":\"ON_REPLY\"}".formatted(ours));
    assertThat(get(path).text("deskId")).isEqualTo(ours);
    assertThat(get(path).text("readMarks")).isEqualTo("ON_REPLY");
  }

  @Test
  void listsPageByCursorInTheOrderTheyCame() {
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
  void anUnknownTenantHasNoLists() {
    for (var list : new String[] {"/channels", "/desks"}) {
      assertThat(get(TENANTS + "/" + Ids.next() + list).status()).isEqualTo(404);
      assertThat(post(TENANTS + "/" + Ids.next() + list, newDesk()).status()).isIn(400, 404);
    }
  }
}
