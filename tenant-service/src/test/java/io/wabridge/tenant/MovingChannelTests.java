package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A channel moves to another provider; the former one is understood for a month. */
class MovingChannelTests extends TenantServiceTest {

  private static final String TWILIO =
      """
      {"kind":"twilio","settings":{"accountSid":"AC%s","number":"+15550100200",
       "authToken":"twilio-s3cret"}}
      """;

  private String sid() {
    return unique.replace("-", "").substring(0, 32);
  }

  @Test
  void keepsTheChannelAndItsFormerProvider() {
    var tenant = tenant();
    var number = number();
    var made = post(TENANTS + "/" + tenant + "/channels", newChannel(number));
    var path = TENANTS + "/" + tenant + "/channels/" + made.text("id");

    var moved = post(path + "/move", TWILIO.formatted(sid()));

    assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    assertThat(moved.text("id")).isEqualTo(made.text("id"));
    assertThat(moved.text("kind")).isEqualTo("twilio");
    assertThat(moved.text("status")).isEqualTo("NEW");
    assertThat(moved.text("webhookUrl")).isEqualTo(made.text("webhookUrl"));
    assertThat(moved.text("externalId")).isEqualTo("AC" + sid() + "+15550100200");
    assertThat(moved.json().path("movedFrom").path("kind").asString()).isEqualTo("cloud");
    assertThat(moved.body()).doesNotContain("s3cret", "EAAG");

    var inside = get("/internal/channels/" + made.text("id"));
    assertThat(inside.text("firstKind")).as("answers stay in its queue").isEqualTo("cloud");
    var former = inside.json().path("former");
    assertThat(former.path("kind").asString()).isEqualTo("cloud");
    assertThat(former.path("externalId").asString()).isEqualTo(number);
    assertThat(former.path("settings").path("secrets").path("appSecret").asString())
        .isEqualTo("app-s3cret");
    assertThat(former.toString()).as("the bearer token").doesNotContain("EAAG-token");
    assertThat(
            get("/internal/channels/" + made.text("id") + "/token?credential=former:cloud")
                .text("token"))
        .isEqualTo("EAAG-token");
    assertThat(get("/internal/channels/by-external-id/cloud/" + number).text("id"))
        .isEqualTo(made.text("id"));
  }

  @Test
  void anotherChannelMayTakeTheFormerId() {
    var tenant = tenant();
    var number = number();
    var made = post(TENANTS + "/" + tenant + "/channels", newChannel(number));
    post(
        TENANTS + "/" + tenant + "/channels/" + made.text("id") + "/move", TWILIO.formatted(sid()));
    var second = post(TENANTS + "/" + tenant + "/channels", newChannel(number));
    assertThat(second.status()).isEqualTo(201);
    assertThat(get("/internal/channels/by-external-id/cloud/" + number).text("id"))
        .isEqualTo(second.text("id"));
  }

  @Test
  void refusesWrongMovesAndChangesNothing() {
    var tenant = tenant();
    var path = TENANTS + "/" + tenant + "/channels/" + channel(tenant);
    var before = get(path).body();

    var same = post(path + "/move", "{\"kind\":\"cloud\",\"settings\":{}}");
    assertThat(same.status()).isEqualTo(422);
    assertThat(same.problem("kind")).contains("provider already");
    var unknown = post(path + "/move", "{\"kind\":\"pigeon\",\"settings\":{}}");
    assertThat(unknown.problem("kind")).contains("is unknown");
    var incomplete = post(path + "/move", "{\"kind\":\"twilio\",\"settings\":{}}");
    assertThat(incomplete.status()).isEqualTo(422);
    assertThat(incomplete.body()).contains("Account SID");
    var patched = send("PATCH", path, "{\"kind\":\"twilio\"}");
    assertThat(patched.problem("kind")).contains("move the channel");

    assertThat(get(path).body()).isEqualTo(before);
  }

  @Test
  void forgetsTheFormerProviderWithTheChannel() {
    var tenant = tenant();
    var channel = channel(tenant);
    var path = TENANTS + "/" + tenant + "/channels/" + channel;
    post(path + "/move", TWILIO.formatted(sid()));

    assertThat(send("DELETE", path, "").status()).isEqualTo(204);

    assertThat(
            db.sql("select count(*) from tenant_credentials where credential_type like :type")
                .param("type", "channel:" + channel + "%")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void theFormerProviderIsForgottenAfterAMonth() {
    var tenant = tenant();
    var channel = channel(tenant);
    post(TENANTS + "/" + tenant + "/channels/" + channel + "/move", TWILIO.formatted(sid()));
    db.sql("update channels set moved_at = now() - interval '31 days' where id = :id")
        .param("id", channel)
        .update();

    assertThat(get("/internal/channels/" + channel).json().has("former")).isFalse();
  }
}
