package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Ids;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets are never returned, except to internal services. */
class SecrecyTests extends TenantServiceTest {

  @Test
  void abuse24_publicApiNeverReturnsASecret() {
    var tenant = tenant();
    var base = TENANTS + "/" + tenant;
    var channel = post(base + "/channels", newChannel(number()));
    var desk = post(base + "/desks", newDesk());

    for (var answer :
        List.of(
            channel,
            desk,
            get(base),
            get(base + "/channels"),
            get(base + "/desks"),
            get(base + "/channels/" + channel.text("id")),
            get(base + "/desks/" + desk.text("id")),
            send(
                "PATCH",
                base + "/channels/" + channel.text("id"),
                "{\"settings\":{\"appSecret\":\"another-s3cret\"}}"),
            get("/api/v1/connectors"),
            get("/internal/directory"))) {
      assertThat(answer.status()).isIn(200, 201);
      assertThat(answer.body()).doesNotContain("s3cret", "EAAG", "***");
    }
  }

  @Test
  void storesCredentialsEncryptedOnly() {
    var tenant = tenant();
    channel(tenant);
    desk(tenant);

    var kept =
        db.sql("select credentials::text from tenant_credentials where tenant_id = :t")
            .param("t", tenant)
            .query(String.class)
            .list();
    assertThat(kept).hasSize(2);
    assertThat(kept)
        .allSatisfy(text -> assertThat(text).doesNotContain("s3cret", "EAAG").contains("\""));
    for (var table : List.of("tenants", "channels", "desks")) {
      assertThat(db.sql("select t::text from " + table + " t").query(String.class).list())
          .noneMatch(row -> row.contains("s3cret") || row.contains("EAAG"));
    }
  }

  @Test
  void servesSecretsToInternalServices() {
    var tenant = tenant();
    var channel = channel(tenant);
    var desk = desk(tenant);

    assertThat(
            get("/internal/channels/" + channel)
                .json()
                .at("/settings/secrets/appSecret")
                .asString())
        .isEqualTo("app-s3cret");
    assertThat(get("/internal/channels/" + channel + "/token").text("token"))
        .isEqualTo("EAAG-token");
    assertThat(
            get("/internal/desks/" + desk).json().at("/settings/secrets/webhookSecret").asString())
        .isEqualTo("webhook-s3cret-that-is-long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/channels/%s",
        "/internal/channels/%s/token",
        "/internal/directory",
        "/api/v1/tenants",
        "/%%69nternal/directory",
        "/internal;a=b/directory",
        "/%%61pi/v1/tenants",
        "/api;a=b/v1/tenants"
      })
  void servesSecretsToNoOtherCaller(String path) {
    var channel = channel(tenant());

    var refused = send("GET", path.formatted(channel), "", "guessed");

    assertThat(refused.status()).isIn(400, 401);
    assertThat(refused.body()).doesNotContain("s3cret", "EAAG", "Acme");
  }

  @Test
  void doesNotDecryptASwappedRow() {
    var tenant = tenant();
    var channel = channel(tenant);
    var other = channel(tenant);
    db.sql(
            """
            update tenant_credentials set credentials = (select credentials from tenant_credentials
              where credential_type = :from) where credential_type = :to
            """)
        .param("from", "channel:" + other)
        .param("to", "channel:" + channel)
        .update();

    var answer = get("/internal/channels/" + channel);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("s3cret");
  }

  @Test
  void replacesASingleSecret() {
    var tenant = tenant();
    var channel = channel(tenant);
    send(
        "PATCH",
        TENANTS + "/" + tenant + "/channels/" + channel,
        "{\"settings\":{\"verifyToken\":\"fresh\"}}");

    var settings = get("/internal/channels/" + channel).json().at("/settings/secrets");
    assertThat(settings.path("verifyToken").asString()).isEqualTo("fresh");
    assertThat(settings.path("appSecret").asString()).isEqualTo("app-s3cret");
  }

  @Test
  void reportsAMissingSecretAsMissing() {
    var channel = channel(tenant());
    db.sql("delete from tenant_credentials where credential_type = :type")
        .param("type", "channel:" + channel)
        .update();

    var answer = get("/internal/channels/" + channel);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("settings").has("secrets")).isFalse();
    assertThat(get("/internal/channels/" + channel + "/token").status()).isEqualTo(404);
  }

  @Test
  void servesTheTokenByItsOwnCallOnly() {
    assertThat(get("/internal/channels/" + channel(tenant())).body()).doesNotContain("EAAG");
  }

  @Test
  void channelsOfASuspendedTenantAreInactive() {
    var tenant = tenant();
    var channel = channel(tenant);
    assertThat(get("/internal/channels/" + channel).json().path("active").asBoolean()).isTrue();

    send("PATCH", TENANTS + "/" + tenant, "{\"status\":\"SUSPENDED\"}");

    assertThat(get("/internal/channels/" + channel).json().path("active").asBoolean()).isFalse();
  }

  @Test
  void answers404ToServicesForUnknownObjects() {
    for (var path :
        List.of(
            "/internal/channels/",
            "/internal/channels/by-external-id/cloud/",
            "/internal/desks/",
            "/internal/desks/by-external-id/genesys/")) {
      assertThat(get(path + Ids.next()).status()).isEqualTo(404);
    }
  }
}
