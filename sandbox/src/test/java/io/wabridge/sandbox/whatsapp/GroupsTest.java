package io.wabridge.sandbox.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.sandbox.Calls;
import io.wabridge.sandbox.Receiver;
import io.wabridge.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Messages to groups, as WhatsApp takes and refuses them. */
class GroupsTest {
  private static final String ROSA = "447700900123";
  private static final String TOM = "447700900124";

  private static Sandbox sandbox;
  private Receiver receiver;
  private Calls meta;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(0, 0);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void subscribe() throws Exception {
    receiver = new Receiver("verify-me");
    meta = new Calls(sandbox.whatsappUrl()).as("sandbox-whatsapp-token");
    meta.post("/sandbox/reset", "");
    for (String person : List.of(ROSA, TOM)) {
      meta.post("/sandbox/persons", "{\"waId\":\"%s\",\"name\":\"P\"}".formatted(person));
    }
    meta.post(
        "/v26.0/700100200300400/subscribed_apps",
        "{\"override_callback_uri\":\"%s\",\"verify_token\":\"verify-me\"}"
            .formatted(receiver.url()));
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private String group(String... persons) throws Exception {
    String members = "\"" + String.join("\",\"", persons) + "\"";
    return meta.post(
            "/sandbox/groups", "{\"subject\":\"Club\",\"persons\":[%s]}".formatted(members))
        .json()
        .path("id")
        .asString();
  }

  private void rosaSays(String group) throws Exception {
    meta.post(
        "/sandbox/persons/" + ROSA + "/say",
        "{\"text\":\"hello all\",\"group_id\":\"%s\"}".formatted(group));
    assertThat(value(receiver.next()).at("/messages/0/group_id").asString()).isEqualTo(group);
  }

  private Calls.Answer send(String group, String rest) throws Exception {
    return meta.post(
        "/v26.0/900800700600500/messages",
        """
        {"messaging_product":"whatsapp","recipient_type":"group","to":"%s",%s}
        """
            .formatted(group, rest));
  }

  private static final String TEXT = "\"type\":\"text\",\"text\":{\"body\":\"10%\"}";

  private static JsonNode value(Receiver.Post post) {
    return post.json().at("/entry/0/changes/0/value");
  }

  @Test
  void groupReceivesTheMessageAndReportsEachMember() throws Exception {
    String group = group(ROSA, TOM);
    rosaSays(group);

    Calls.Answer answer = send(group, "\"biz_opaque_callback_data\":\"m1\"," + TEXT);
    assertThat(answer.json().at("/contacts/0/input").asString()).isEqualTo(group);
    assertThat(answer.json().at("/messages/0/group_id").asString()).isEqualTo(group);
    JsonNode received =
        meta.get("/sandbox/groups/" + group + "/received?atLeast=1&timeoutMs=5000").json();
    assertThat(received.at("/items/0/text").asString()).isEqualTo("10%");
    assertThat(meta.get("/sandbox/persons/" + ROSA + "/received").json().path("total").asInt())
        .isZero();

    JsonNode statuses = value(receiver.next()).path("statuses");
    List<String> members = new ArrayList<>();
    for (JsonNode status : statuses) {
      assertThat(status.path("recipient_type").asString()).isEqualTo("group");
      assertThat(status.path("recipient_id").asString()).isEqualTo(group);
      assertThat(status.path("biz_opaque_callback_data").asString()).isEqualTo("m1");
      members.add(status.path("recipient_participant_id").asString());
    }
    assertThat(members).containsExactlyInAnyOrder(ROSA, TOM);
  }

  @Test
  void unknownGroupAndGroupOfOneAreRefused() throws Exception {
    assertThat(send("Y2FwaV9ncm91cDox", TEXT).code()).isEqualTo(131041);
    assertThat(send(group(ROSA), TEXT).code()).isEqualTo(131020);
  }

  @Test
  void questionsCannotBeSentToAGroup() throws Exception {
    String group = group(ROSA, TOM);
    rosaSays(group);
    String buttons =
        """
        "type":"interactive","interactive":{"type":"button","body":{"text":"?"},
         "action":{"buttons":[{"type":"reply","reply":{"id":"y","title":"Yes"}}]}}
        """;
    assertThat(send(group, buttons).code()).isEqualTo(131051);
  }

  @Test
  void groupsWindowIsNotThePrivateOne() throws Exception {
    String group = group(ROSA, TOM);
    meta.post("/sandbox/persons/" + ROSA + "/say", "{\"text\":\"privately\"}");
    receiver.next();

    send(group, TEXT);
    JsonNode status = value(receiver.next()).at("/statuses/0");
    assertThat(status.path("status").asString()).isEqualTo("failed");
    assertThat(status.at("/errors/0/code").asInt()).isEqualTo(131047);
    assertThat(status.path("recipient_id").asString()).isEqualTo(group);
  }
}
