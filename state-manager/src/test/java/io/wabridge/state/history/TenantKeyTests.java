package io.wabridge.state.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.client.KeysetApi;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.state.StateTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A tenant gets a new key, which encrypts when all services know it. */
@TestPropertySource(properties = {"bridge.keys.known-after=3s", "bridge.keys.every=200ms"})
class TenantKeyTests extends StateTest {

  @Autowired FieldEncryption platform;

  private FieldEncryption keyset() {
    return client(KeysetApi.class).keyset(requests.tenant.value()).open(requests.tenant, platform);
  }

  @Test
  void aNewKeyDecryptsAtOnceAndEncryptsLater() {
    var path = "/api/v1/tenants/" + requests.tenant + "/keys";
    assertThat(ask(path).statusCode()).isEqualTo(404);
    client(KeysetApi.class).create(requests.tenant.value());
    var before = keyset();
    var old = before.encrypt("old", "place");

    var added = post(path + "/rotate", "");

    assertThat(added.path("keys").asInt()).isEqualTo(2);
    assertThat(added.has("newKeyAt")).isTrue();
    var waiting = keyset();
    assertThat(waiting.keyId()).isEqualTo(before.keyId());
    assertThat(post(path + "/rotate", "").path("status").asInt()).isEqualTo(409);

    await().atMost(15, TimeUnit.SECONDS).until(() -> get(path).has("rotatedAt"));

    var after = keyset();
    assertThat(after.keyId()).isNotEqualTo(before.keyId());
    assertThat(waiting.decrypt(after.encrypt("new", "place"), "place")).isEqualTo("new");
    assertThat(after.decrypt(old, "place")).isEqualTo("old");
    assertThat(get(path).has("newKeyAt")).isFalse();
    assertThat(get(path).path("keys").asInt()).isEqualTo(2);
  }
}
