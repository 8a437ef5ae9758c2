package io.wabridge.kit.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Secret;
import io.wabridge.model.connector.Settings;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchivedHeadersTests {

  @Test
  void keepsEveryHeaderButThoseWithASecret() {
    var settings =
        Settings.of(Map.of(), Map.of("webhookSecret", Secret.of("s3cret"), "none", Secret.of("")));

    var kept =
        ArchivedHeaders.of(
            Map.of(
                "content-type", "application/json",
                "x-secret", "s3cret",
                "authorization", "Bearer s3cret",
                "x-signature", "sha256=ab"),
            settings);

    assertThat(kept).containsOnlyKeys("content-type", "x-signature");
  }

  @Test
  void keepsTheAddressWithoutSecrets() {
    var settings =
        Settings.of(Map.of(), Map.of("addressSecret", Secret.of("a+b/c"), "none", Secret.of("")));

    assertThat(
            ArchivedHeaders.address(
                URI.create("https://b.example.test/webhooks/x/1?key=a%2Bb%2Fc&n=2"), settings))
        .isEqualTo("https://b.example.test/webhooks/x/1?key=***&n=2");
    assertThat(ArchivedHeaders.address(URI.create("https://b.example.test/?k=a+b/c"), settings))
        .isEqualTo("https://b.example.test/?k=***");
  }
}
