package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.Secret;
import io.wabridge.testkit.Stores;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Credentials that an older key encrypted are encrypted again with the new one. */
class CredentialRotationTests extends TenantServiceTest {

  private static final String SCHEMA = "tenant_rotation";
  private static final String OLD = Stores.get().springProperties().get("bridge.master-key");
  private static final String NEW =
      Base64.getEncoder().encodeToString("new-key-0123456789-abcdefghijklm".getBytes());

  /** In its own schema: the other tests know the old key only. */
  @DynamicPropertySource
  static void twoKeys(DynamicPropertyRegistry registry) {
    registry.add("spring.flyway.schemas", () -> SCHEMA);
    registry.add("spring.jpa.properties.hibernate.default_schema", () -> SCHEMA);
    registry.add("spring.datasource.hikari.schema", () -> SCHEMA);
    registry.add("bridge.master-key", () -> NEW + "," + OLD);
  }

  @Test
  void replacesTheKeyOfCredentials() {
    var tenant = tenant();
    var channel = channel(tenant);
    encryptWithTheOldKey(tenant, "channel:" + channel);
    assertThat(get("/internal/channels/" + channel + "/token").text("token"))
        .isEqualTo("EAAG-token");
    assertThat(get("/api/v1/keys/tenants").json().at("/values/0/older").asLong()).isEqualTo(1);
    assertThat(get("/api/v1/keys/tenants").json().path("finished").asBoolean()).isFalse();

    assertThat(post("/api/v1/keys/tenants", "").status()).isEqualTo(202);
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> get("/api/v1/keys/tenants").json().path("finished").asBoolean());

    var report = get("/api/v1/keys/tenants").json();
    assertThat(report.at("/values/0/older").asLong()).isZero();
    assertThat(report.path("failed").asLong()).isZero();
    assertThat(get("/internal/channels/" + channel + "/token").text("token"))
        .isEqualTo("EAAG-token");
  }

  /** As the row was before the new key was added. */
  private void encryptWithTheOldKey(String tenant, String type) {
    var old = FieldEncryption.of(Secret.of(OLD));
    var version =
        1
            + db.sql("select version from tenant_credentials where credential_type = :type")
                .param("type", type)
                .query(Long.class)
                .single();
    var place = tenant + "|tenant_credentials|" + type + "|accessToken|" + version;
    var value = Base64.getEncoder().encodeToString(old.encrypt("EAAG-token", place));
    db.sql(
            """
            update tenant_credentials
            set credentials = jsonb_build_object('accessToken', cast(:value as text)), version = :version
            where credential_type = :type
            """)
        .param("value", value)
        .param("version", version)
        .param("type", type)
        .update();
  }
}
