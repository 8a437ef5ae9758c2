package io.wabridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SignatureTest {
  @Test
  void signsAsMetaDoes() {
    String body =
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"700100200300400\",\"changes\":[{\"value\":{\"note\":\"caf\\u00e9 \\/ ok\"},\"field\":\"messages\"}]}]}";
    assertThat(hex("local-test-secret-0001", body))
        .isEqualTo("94c8efc217acc5d70b586f1cdb21b1b3d111695a7d44d724283ffe00126a955e");
  }

  @Test
  void signsAsGenesysDoes() {
    byte[] mac =
        Hmac.sha256(
            "fixture-secret-not-real-0001",
            "{\"id\":\"m-1\",\"type\":\"Text\",\"text\":\"hello\"}"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(Base64.getEncoder().encodeToString(mac))
        .isEqualTo("LiqzNyV6N1VewNXCClRVraVBdYyVvGxGWVPERP/QB3Q=");
  }

  private static String hex(String secret, String body) {
    return HexFormat.of().formatHex(Hmac.sha256(secret, body.getBytes(StandardCharsets.UTF_8)));
  }
}
