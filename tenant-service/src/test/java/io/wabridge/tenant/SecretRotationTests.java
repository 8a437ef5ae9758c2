package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A replaced secret stays valid for a while, so that no genuine webhook is refused. */
class SecretRotationTests extends TenantServiceTest {

  private void replace(String tenant, String channel, String settings) {
    assertThat(
            send("PATCH", TENANTS + "/" + tenant + "/channels/" + channel, settings).status())
        .isEqualTo(200);
  }

  private String previous(String channel, String secret) {
    return get("/internal/channels/" + channel)
        .json()
        .at("/settings/previousSecrets/" + secret)
        .asString("");
  }

  @Test
  void abuse01_webhookServicesKnowThePreviousSecrets() {
    var tenant = tenant();
    var channel = channel(tenant);
    assertThat(get("/internal/channels/" + channel).body()).doesNotContain("previousSecrets");

    replace(tenant, channel, "{\"settings\":{\"appSecret\":\"second-s3cret\"}}");
    assertThat(previous(channel, "appSecret")).isEqualTo("app-s3cret");

    replace(tenant, channel, "{\"settings\":{\"verifyToken\":\"second-verify\"}}");
    assertThat(previous(channel, "appSecret")).isEqualTo("app-s3cret");
    assertThat(previous(channel, "verifyToken")).isNotEmpty();
  }

  /** A thief of the first secret can no longer use it. */
  @Test
  void abuse01_replacingTwiceEndsTheFirstSecret() {
    var tenant = tenant();
    var channel = channel(tenant);
    replace(tenant, channel, "{\"settings\":{\"appSecret\":\"second-s3cret\"}}");
    replace(tenant, channel, "{\"settings\":{\"appSecret\":\"third-s3cret\"}}");

    assertThat(previous(channel, "appSecret")).isEqualTo("second-s3cret");
    assertThat(get("/internal/channels/" + channel).body()).doesNotContain("app-s3cret");
  }

  @Test
  void abuse01_thePreviousSecretExpires() {
    var tenant = tenant();
    var channel = channel(tenant);
    replace(tenant, channel, "{\"settings\":{\"appSecret\":\"second-s3cret\"}}");
    db.sql(
            """
            update tenant_credentials set changed_at = now() - interval '25 hours'
            where credential_type = :type
            """)
        .param("type", "channel:" + channel + ":previous")
        .update();

    assertThat(get("/internal/channels/" + channel).body()).doesNotContain("app-s3cret");
    replace(tenant, channel, "{\"settings\":{\"verifyToken\":\"second-verify\"}}");
    assertThat(previous(channel, "appSecret")).isEmpty();
  }

  @Test
  void anAccessTokenHasNoOverlap() {
    var tenant = tenant();
    var channel = channel(tenant);
    replace(tenant, channel, "{\"settings\":{\"accessToken\":\"EAAG-second\"}}");

    assertThat(get("/internal/channels/" + channel).body()).doesNotContain("previousSecrets");
  }

  @Test
  void aDeletedChannelLeavesNoSecret() {
    var tenant = tenant();
    var channel = channel(tenant);
    replace(tenant, channel, "{\"settings\":{\"appSecret\":\"second-s3cret\"}}");
    send("DELETE", TENANTS + "/" + tenant + "/channels/" + channel, "");

    assertThat(
            db.sql("select count(*) from tenant_credentials where tenant_id = :tenant")
                .param("tenant", tenant)
                .query(Integer.class)
                .single())
        .isZero();
  }
}
