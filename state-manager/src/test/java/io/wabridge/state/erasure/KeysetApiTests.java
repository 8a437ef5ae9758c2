package io.wabridge.state.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.kit.client.KeysetApi;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.encryption.TenantKeys;
import io.wabridge.model.Ids;
import io.wabridge.model.Secret;
import io.wabridge.model.TenantId;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.client.HttpClientErrorException;

/** The other services get a tenant's keyset, encrypted with the platform's key. */
class KeysetApiTests extends PrivacyTest {

  @Autowired TenantKeys keys;

  @Test
  void handsOutTheKeysetOfATenant() throws Exception {
    var api = client(KeysetApi.class);
    assertThatThrownBy(() -> api.keyset(tenant.value()))
        .isInstanceOf(HttpClientErrorException.NotFound.class);

    var created = api.create(tenant.value());
    assertThat(api.create(tenant.value()).bytes()).isEqualTo(created.bytes());
    assertThat(api.keyset(tenant.value()).bytes()).isEqualTo(created.bytes());

    var sealed = created.open(tenant, encryption).encrypt("words", "place");
    assertThat(keys.toDecrypt(tenant).orElseThrow().decrypt(sealed, "place")).isEqualTo("words");
    assertThatThrownBy(() -> created.open(new TenantId(Ids.next()), encryption))
        .as("of another tenant")
        .isInstanceOf(IllegalStateException.class);
    var otherPlatform =
        FieldEncryption.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32])));
    assertThatThrownBy(() -> created.open(tenant, otherPlatform))
        .isInstanceOf(IllegalStateException.class);
  }
}
