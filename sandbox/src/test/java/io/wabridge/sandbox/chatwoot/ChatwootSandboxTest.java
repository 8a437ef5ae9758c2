package io.wabridge.sandbox.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.sandbox.Calls;
import io.wabridge.sandbox.Receiver;
import io.wabridge.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ChatwootSandboxTest {
  private static final String ACCOUNT = "/api/v1/accounts/3";

  private static Sandbox sandbox;
  private Receiver receiver;
  private Calls chatwoot;
  private long inbox;
  private String secret;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(0, 0);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void connect() throws Exception {
    receiver = new Receiver("");
    chatwoot = new Calls(sandbox.chatwootUrl());
    chatwoot.post("/sandbox/reset", "");
    chatwoot.as("api_access_token", "sandbox-chatwoot-token");
    JsonNode made = inbox(false);
    inbox = made.path("id").asLong();
    secret = made.path("secret").asString();
  }

  private JsonNode inbox(boolean locked) throws Exception {
    return chatwoot
        .post(
            ACCOUNT + "/inboxes/",
            "{\"name\":\"WhatsApp\",\"lock_to_single_conversation\":%s,\"channel\":{\"type\":\"api\",\"webhook_url\":\"%s\"}}"
                .formatted(locked, receiver.url()))
        .json();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private JsonNode contact(String more) throws Exception {
    return chatwoot
        .post(ACCOUNT + "/contacts", "{\"inbox_id\":%d,\"name\":\"Rosa\"%s}".formatted(inbox, more))
        .json()
        .path("payload");
  }

  private long conversation() throws Exception {
    contact(",\"source_id\":\"wa:1\"");
    return chatwoot
        .post(
            ACCOUNT + "/conversations", "{\"inbox_id\":%d,\"source_id\":\"wa:1\"}".formatted(inbox))
        .json()
        .path("id")
        .asLong();
  }

  private Calls.Answer message(long conversation, String json) throws Exception {
    return chatwoot.post(ACCOUNT + "/conversations/" + conversation + "/messages", json);
  }

  @Test
  void refusesCallsWithoutTheRightToken() throws Exception {
    assertThat(new Calls(sandbox.chatwootUrl()).get(ACCOUNT + "/inboxes").body())
        .isEqualTo("{\"error\":\"Invalid Access Token\"}");
    chatwoot.as("api_access_token", "sandbox-chatwoot-agent");
    assertThat(chatwoot.get(ACCOUNT + "/inboxes/" + inbox).body()).doesNotContain("secret");
    assertThat(chatwoot.post(ACCOUNT + "/inboxes", "{}").body())
        .isEqualTo("{\"error\":\"You are not authorized to do this action\"}");
  }

  @Test
  void journalHasWhatAgentsWroteAndWhatTheInboxReceived() throws Exception {
    chatwoot.send("PATCH", "/sandbox/settings", "{\"ordered\":true}", "application/json");
    long conversation = conversation();
    message(
        conversation, "{\"content\":\"Hi\",\"message_type\":\"incoming\",\"source_id\":\"w1\"}");
    receiver.next("\"Hi\"");
    receiver.answerNext(503);
    written(conversation, "Lost");
    receiver.next("message_updated");
    long kept = written(conversation, "Hello");
    receiver.next("\"Hello\"");
    String path = ACCOUNT + "/conversations/" + conversation + "/messages/" + kept;
    chatwoot.send("PATCH", path, "{\"status\":\"delivered\"}", "application/json");
    receiver.next("message_updated");
    JsonNode events = chatwoot.get("/sandbox/journal").json().path("items");
    assertThat(events.findValuesAsString("event"))
        .containsExactly("received", "said", "gave-up", "said", "accepted", "receipt");
    assertThat(events.path(0).path("channelMessageId").asString()).isEqualTo("w1");
    assertThat(events.path(0).path("address").asString()).isEqualTo("1");
    assertThat(events.path(5).path("id").asString()).isEqualTo(conversation + "-" + kept);
    assertThat(events.path(5).path("status").asString()).isEqualTo("Delivered");
  }

  private long written(long conversation, String text) throws Exception {
    return chatwoot
        .post(
            "/sandbox/conversations/3/" + conversation + "/send",
            "{\"content\":\"%s\"}".formatted(text))
        .json()
        .path("messageId")
        .asLong();
  }

  @Test
  void faultsMayConcernOneToken() throws Exception {
    chatwoot.post(
        "/sandbox/faults",
        "{\"operation\":\"*\",\"kind\":\"401\",\"seconds\":60,\"caller\":\"sandbox-chatwoot-agent\"}");
    assertThat(chatwoot.get(ACCOUNT + "/inboxes").status()).isEqualTo(200);
    chatwoot.as("api_access_token", "sandbox-chatwoot-agent");
    assertThat(chatwoot.get(ACCOUNT + "/inboxes").body())
        .isEqualTo("{\"error\":\"Invalid Access Token\"}");
  }

  @Test
  void contactsAreUnique() throws Exception {
    JsonNode made =
        contact(",\"source_id\":\"wa:1\",\"phone_number\":\"+447700900123\",\"identifier\":\"x\"");
    assertThat(made.at("/contact_inbox/source_id").asString()).isEqualTo("wa:1");
    assertThat(chatwoot.post(ACCOUNT + "/contacts", "{\"identifier\":\"x\"}").body())
        .isEqualTo(
            "{\"message\":\"Identifier has already been taken\",\"attributes\":[\"identifier\"]}");
    assertThat(chatwoot.post(ACCOUNT + "/contacts", "{\"phone_number\":\"447700900123\"}").status())
        .isEqualTo(422);
    String second = "{\"inbox_id\":%d,\"source_id\":\"wa:1\",\"name\":\"Tom\"}".formatted(inbox);
    assertThat(chatwoot.post(ACCOUNT + "/contacts", second).status()).isEqualTo(500);
    Calls.Answer none =
        chatwoot.post(
            ACCOUNT + "/contact_inboxes/filter",
            "{\"inbox_id\":%d,\"source_id\":\"wa:2\"}".formatted(inbox));
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.body()).isEmpty();
  }

  @Test
  void onlyALockedInboxKeepsOneConversation() throws Exception {
    long first = conversation();
    String again = "{\"inbox_id\":%d,\"source_id\":\"wa:1\"}";
    assertThat(
            chatwoot
                .post(ACCOUNT + "/conversations", again.formatted(inbox))
                .json()
                .path("id")
                .asLong())
        .isNotEqualTo(first);
    inbox = inbox(true).path("id").asLong();
    long locked = conversation();
    assertThat(
            chatwoot
                .post(ACCOUNT + "/conversations", again.formatted(inbox))
                .json()
                .path("id")
                .asLong())
        .isEqualTo(locked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"content":"x","message_type":"activity"} | is not a valid message_type
          {"content":"x","content_type":"input_select"} | should be an array
          {"content":"x","content_type":"input_select","content_attributes":{"items":[{"title":"a","color":"b"}]}} | invalid keys
          {"content":"x","content_type":"cards","content_attributes":{"items":[{"title":"a","actions":[]}]}} | missing actions
          {"content":"x","content_type":"poll"} | is not a valid content_type
          """)
  void refusesInvalidMessages(String json, String words) throws Exception {
    Calls.Answer refused = message(conversation(), json);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("error").asString()).contains(words);
  }

  @Test
  void signsWebhooksOverTimeAndBytes() throws Exception {
    long conversation = conversation();
    message(
        conversation,
        "{\"content\":\"a & b <3 é\",\"message_type\":\"incoming\",\"source_id\":\"w1\"}");
    Receiver.Post post = receiver.next("message_created");
    String body = new String(post.body(), StandardCharsets.UTF_8);
    assertThat(body).contains("a \\u0026 b \\u003c3 é");
    assertThat(post.header("X-Chatwoot-Signature"))
        .isEqualTo(Webhooks.signature(secret, post.header("X-Chatwoot-Timestamp"), post.body()));
    assertThat(post.json().path("message_type").asString()).isEqualTo("incoming");
    assertThat(post.json().path("sender").has("type")).isFalse();
    assertThat(post.json().has("status")).isFalse();
  }

  @Test
  void aMessageWhoseWebhookFailsIsMarkedAsFailed() throws Exception {
    long conversation = conversation();
    receiver.next("conversation_created");
    receiver.answerNext(503, 503);
    message(conversation, "{\"content\":\"Hello\"}");
    receiver.next("\"message_created\"");
    receiver.next("\"message_updated\"");
    assertThat(
            chatwoot
                .get(ACCOUNT + "/conversations/" + conversation + "/messages")
                .json()
                .at("/payload/0/status")
                .asString())
        .isEqualTo("failed");
  }

  @Test
  void statusesNeverGoFromReadToDelivered() throws Exception {
    long conversation = conversation();
    long id = message(conversation, "{\"content\":\"Hello\"}").json().path("id").asLong();
    String path = ACCOUNT + "/conversations/" + conversation + "/messages/" + id;
    assertThat(status(path, "{\"status\":\"failed\",\"external_error\":\"131026\"}"))
        .contains("\"external_error\":\"131026\"");
    assertThat(status(path, "{\"status\":\"read\"}")).doesNotContain("external_error");
    assertThat(status(path, "{\"status\":\"delivered\"}")).contains("\"status\":\"read\"");
    assertThat(status(path, "{\"status\":\"seen\"}")).contains("\"status\":\"read\"");
  }

  private String status(String path, String json) throws Exception {
    return chatwoot.send("PATCH", path, json, "application/json").body();
  }

  @Test
  void aMessageAnswersAnotherOneOfItsConversation() throws Exception {
    long conversation = conversation();
    long first =
        message(
                conversation,
                "{\"content\":\"a\",\"message_type\":\"incoming\",\"source_id\":\"w1\"}")
            .json()
            .path("id")
            .asLong();
    JsonNode byExternal =
        message(
                conversation,
                "{\"content\":\"b\",\"content_attributes\":{\"in_reply_to_external_id\":\"w1\"}}")
            .json();
    assertThat(byExternal.at("/content_attributes/in_reply_to").asLong()).isEqualTo(first);
    JsonNode unknown =
        message(conversation, "{\"content\":\"c\",\"content_attributes\":{\"in_reply_to\":1}}")
            .json();
    assertThat(unknown.at("/content_attributes/in_reply_to").isNull()).isTrue();
  }

  private JsonNode webhook(String json) throws Exception {
    return chatwoot.post(ACCOUNT + "/webhooks", "{\"webhook\":%s}".formatted(json)).json();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"url":"ftp://x","subscriptions":["message_created"]} | Url is invalid
          {"url":"https://x.test/h","subscriptions":[]} | Invalid events
          {"url":"https://x.test/h"} | Invalid events
          {"url":"https://x.test/h","subscriptions":["message_dreamed"]} | Invalid events
          {"url":"https://x.test/known","subscriptions":["message_created"]} | already been taken
          """)
  void refusesInvalidWebhooksOfAnAccount(String json, String words) throws Exception {
    webhook("{\"url\":\"https://x.test/known\",\"subscriptions\":[\"message_updated\"]}");
    assertThat(webhook(json).path("message").asString()).contains(words);
    chatwoot.as("api_access_token", "sandbox-chatwoot-agent");
    assertThat(chatwoot.get(ACCOUNT + "/webhooks").body()).contains("You are not authorized");
  }

  /** It is signed with its own secret, and its failure changes no message. */
  @Test
  void anAccountsWebhookGetsTheEventsOfAllInboxes() throws Exception {
    JsonNode made =
        webhook(
                "{\"url\":\"%s/account\",\"subscriptions\":[\"message_created\"]}"
                    .formatted(receiver.url()))
            .at("/payload/webhook");
    long number =
        chatwoot
            .post("/sandbox/accounts/3/whatsapp", "{\"name\":\"UK\",\"phone\":\"+447700900000\"}")
            .json()
            .path("id")
            .asLong();
    receiver.answerNext(503);
    JsonNode said =
        chatwoot
            .post(
                "/sandbox/whatsapp/3/" + number + "/say",
                "{\"phone\":\"+447700900123\",\"name\":\"Rosa\",\"content\":\"Hi\"}")
            .json();
    Receiver.Post post = receiver.next("\"Hi\"");
    assertThat(post.header("X-Chatwoot-Signature"))
        .isEqualTo(
            Webhooks.signature(
                made.path("secret").asString(), post.header("X-Chatwoot-Timestamp"), post.body()));
    assertThat(post.json().at("/conversation/channel").asString()).isEqualTo("Channel::Whatsapp");
    assertThat(post.json().at("/conversation/contact_inbox/source_id").asString())
        .isEqualTo("447700900123");
    long conversation = said.path("conversation").asLong();
    Calls.Answer forPerson =
        message(conversation, "{\"content\":\"x\",\"message_type\":\"incoming\"}");
    assertThat(forPerson.body()).contains("Incoming messages are only allowed in Api inboxes");
    String path =
        ACCOUNT + "/conversations/" + conversation + "/messages/" + said.path("messageId").asLong();
    assertThat(status(path, "{\"status\":\"read\"}"))
        .contains("Message status update is only allowed for API inboxes");
    assertThat(
            chatwoot
                .get(ACCOUNT + "/conversations/" + conversation + "/messages")
                .json()
                .at("/payload/0/status")
                .asString())
        .isEqualTo("sent");
  }
}
