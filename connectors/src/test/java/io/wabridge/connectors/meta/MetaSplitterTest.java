package io.wabridge.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Fixtures;
import io.wabridge.connectors.Given;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookUnreadable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetaSplitterTest {

  private static WebhookPart only(String fixture) throws Exception {
    List<WebhookPart> parts = MetaSplitter.split(Fixtures.webhook("channel/cloud/" + fixture));
    assertThat(parts).hasSize(1);
    return parts.getFirst();
  }

  @Test
  void messagesAndStatusesOfOnePersonShareAKey() throws Exception {
    String key = "900800700600500:GB.4402938475610293";
    for (String fixture :
        List.of(
            "text",
            "text_without_number",
            "text_bsuid_in_from",
            "standby",
            "user_id_changed",
            "status_sent",
            "status_failed_131047")) {
      assertThat(only(fixture).conversationKey()).as(fixture).isEqualTo(key);
      assertThat(only(fixture).endpoint()).isEqualTo("900800700600500");
    }
    assertThat(only("text_in_group").conversationKey())
        .isEqualTo(only("status_group_read").conversationKey())
        .isEqualTo("900800700600500:Y2FwaV9ncm91cA");
  }

  @Test
  void partNamesAllIdsOfItsPerson() throws Exception {
    String number = "900800700600500:447700900123";
    String userId = "900800700600500:GB.4402938475610293";
    for (String fixture : List.of("text", "status_sent", "image")) {
      assertThat(only(fixture).conversationKeys()).as(fixture).containsExactly(userId, number);
    }
    assertThat(only("text_bsuid_in_from").conversationKeys()).containsExactly(userId);
    assertThat(only("number_changed").conversationKeys())
        .containsExactlyInAnyOrder(
            userId, number, "900800700600500:GB.5519283746501928", "900800700600500:447700900777");
    assertThat(only("text_in_group").conversationKeys())
        .isEqualTo(only("status_group_read").conversationKeys())
        .hasSize(1);
  }

  @Test
  void duplicatesHaveTheSameIdentity() throws Exception {
    assertThat(only("text").idempotencyKey()).isEqualTo("m:900800700600500:wamid.text");
    assertThat(only("status_read").idempotencyKey())
        .isEqualTo("s:wamid.OUT9:read:GB.4402938475610293");
    assertThat(only("template_status").idempotencyKey())
        .startsWith("o:")
        .isEqualTo(only("template_status").idempotencyKey());
    assertThat(only("template_status").endpoint()).isEmpty();
  }

  @Test
  void whatConcernsAPersonSharesTheirKey() throws Exception {
    for (String fixture :
        List.of("echo_text", "echo_image", "call_connect", "marketing_stop", "text")) {
      assertThat(only(fixture).conversationKeys())
          .as(fixture)
          .anyMatch(key ->
              key.equals("900800700600500:447700900123")
                  || key.equals("900800700600500:GB.4402938475610293"));
    }
    assertThat(only("echo_text").type()).isEqualTo(WebhookPart.Type.MESSAGE);
    assertThat(only("call_connect").type()).isEqualTo(WebhookPart.Type.SIGNAL);
    assertThat(only("call_connect").idempotencyKey())
        .isNotEqualTo(only("call_terminate_failed").idempotencyKey());
  }

  @Test
  void whatWasSaidLongAgoStaysInTheArchive() throws Exception {
    assertThat(only("history").body()).doesNotContain("long ago").contains("digest");
  }

  @Test
  void readsAllUpdatesOfAWebhook() throws Exception {
    String body =
        """
        {"object":"w","entry":[
          {"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":1},
             "contacts":[{"user_id":"GB.1","profile":{"name":"A"}},{"user_id":"GB.2","profile":{"name":"B"}}],
             "messages":[{"id":"a","from_user_id":"GB.2","type":"text","text":{"body":"x"}},{"type":"text","text":{"body":"no id"}}],
             "statuses":[{"id":"b","status":"sent","recipient_id":"1"}],
             "errors":[{"code":1}]}}]},
          {"changes":[{"value":{"metadata":{"phone_number_id":2},"messages":[{"id":"c","from":"2","type":"text"}]}}]},
          {"changes":[]},{}]}
        """;
    List<WebhookPart> parts = MetaSplitter.split(Fixtures.webhookOf(body));
    assertThat(parts).hasSize(5);
    assertThat(parts.get(0).body()).contains("\"B\"").doesNotContain("\"A\"");
    assertThat(parts.get(1).idempotencyKey()).startsWith("m:1:h:");
    assertThat(parts.get(3).body()).contains("\"other\":{\"errors\"");
    assertThat(parts.get(4).endpoint()).isEqualTo("2");
  }

  @Test
  void aThousandMessagesAreQuick() throws Exception {
    StringBuilder contacts = new StringBuilder();
    StringBuilder messages = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      String comma = i == 0 ? "" : ",";
      contacts
          .append(comma)
          .append(
              "{\"profile\":{\"name\":\"P%d\"},\"wa_id\":\"%d\",\"user_id\":\"GB.%d\"}"
                  .formatted(i, 447000000 + i, i));
      messages
          .append(comma)
          .append(
              "{\"from\":\"%d\",\"id\":\"wamid.%d\",\"timestamp\":\"1793527200\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}"
                  .formatted(447000000 + i, i, "x".repeat(2800)));
    }
    byte[] webhook =
        Fixtures.webhookOf(
            "{\"object\":\"w\",\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\"1\"},\"contacts\":["
                + contacts
                + "],\"messages\":["
                + messages
                + "]}}]}]}");
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 8; round++) {
      long start = System.nanoTime();
      List<WebhookPart> parts = MetaSplitter.split(webhook);
      best = Math.min(best, System.nanoTime() - start);
      Set<String> keys = new HashSet<>();
      parts.forEach(part -> keys.add(part.conversationKey()));
      assertThat(keys).hasSize(1000);
    }
    System.out.println("1000 messages, " + webhook.length + " bytes: " + best / 1_000_000 + " ms");
    assertThat(best).isLessThan(400_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{}",
        "{\"object\":\"w\"}",
        "{\"object\":\"w\",\"entry\":7}",
        "{\"object\":\"w\",\"entry\":[}"
      })
  void refusesABodyThatIsNoWebhook(String body) {
    assertThatThrownBy(() -> MetaSplitter.split(Fixtures.webhookOf(body)))
        .isInstanceOf(WebhookUnreadable.class);
  }

  @Test
  void refusesDeeplyNestedJson() {
    String deep = "{\"object\":\"w\",\"entry\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
    assertThatThrownBy(() -> MetaSplitter.split(Fixtures.webhookOf(deep)))
        .isInstanceOf(WebhookUnreadable.class);
  }

  @Test
  void checksMetasSignatureOverTheBytes() {
    String body =
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"700100200300400\",\"changes\":[{\"value\":{\"note\":\"caf\\u00e9 \\/ ok\"},\"field\":\"messages\"}]}]}";
    String mac = "94c8efc217acc5d70b586f1cdb21b1b3d111695a7d44d724283ffe00126a955e";
    Secret secret = Secret.of("local-test-secret-0001");
    assertThat(MetaSignature.genuine(signed(body, "sha256=" + mac), secret)).isTrue();
    assertThat(MetaSignature.genuine(signed(body + " ", "sha256=" + mac), secret)).isFalse();
    assertThat(MetaSignature.genuine(signed(body, mac), secret)).isFalse();
    assertThat(MetaSignature.genuine(signed(body, "sha256="), secret)).isFalse();
    assertThat(MetaSignature.genuine(signed(body, "sha256=" + mac), Secret.of(""))).isFalse();
    assertThat(MetaSignature.genuine(Given.request(Map.of(), Fixtures.webhookOf(body)), secret))
        .isFalse();
  }

  private static WebhookRequest signed(String body, String signature) {
    return Given.request(Map.of("x-hub-signature-256", signature), Fixtures.webhookOf(body));
  }
}
