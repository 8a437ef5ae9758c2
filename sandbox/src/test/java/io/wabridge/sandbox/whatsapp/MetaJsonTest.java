package io.wabridge.sandbox.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.sandbox.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MetaJsonTest {
  @Test
  void escapesWhatMetaEscapes() {
    byte[] body = MetaJson.bytes(Json.object().put("note", "café / 👋 \"q\" \u001f\n\\"));
    assertThat(new String(body, StandardCharsets.UTF_8))
        .isEqualTo("{\"note\":\"caf\\u00e9 \\/ \\ud83d\\udc4b \\\"q\\\" \\u001f\\n\\\\\"}");
    assertThat(Json.read(body).path("note").asString()).isEqualTo("café / 👋 \"q\" \u001f\n\\");
  }

  @Test
  void generatesIdsLikeMeta() {
    boolean padded = false;
    boolean slashed = false;
    for (int i = 0; i < 200; i++) {
      String id = Ids.toPerson("447700900123");
      assertThat(id).startsWith("wamid.").hasSizeBetween(60, 90);
      padded |= id.endsWith("=");
      slashed |= id.contains("/") || id.contains("+");
    }
    assertThat(padded && slashed).isTrue();
  }
}
