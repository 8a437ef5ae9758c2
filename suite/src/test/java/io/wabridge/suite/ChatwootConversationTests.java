package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.suite.Onboarding.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A desk at Chatwoot, connected through the public API: both directions and receipts. */
@ExtendWith(RunningBridge.class)
class ChatwootConversationTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Addresses addresses = RunningBridge.addresses();
  private final Http chatwoot = new Http(addresses.chatwoot(), null);
  private final String run = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
  private final String number = "90082" + run;
  private JsonNode account;
  private Phone rosa;
  private Tenant tenant;

  @BeforeEach
  void onboard() {
    new Http(addresses.whatsapp(), null)
        .post(
            "/sandbox/numbers",
            Map.of(
                "phoneNumberId", number,
                "display", "+1 555-012-0" + run.substring(0, 3),
                "wabaId", "70012" + run,
                "appId", "50042" + run,
                "appSecret", "secret-" + run,
                "accessToken", "token-" + run));
    account = chatwoot.post("/sandbox/accounts", Map.of("name", "Harbour Bikes " + run));
    tenant = new Onboarding(addresses).onboard("Chatwoot " + run, desk(), channel());
    rosa = Phone.withNumber(addresses, number, "4471" + run.substring(1), "Rosa Whitfield");
  }

  private Map<String, Object> desk() {
    return Map.of(
        "name",
        "WhatsApp",
        "kind",
        "chatwoot",
        "settings",
        Map.of(
            "baseUrl", addresses.chatwoot(),
            "accountId", account.path("id").asString(),
            "accessToken", account.path("adminToken").asString()));
  }

  private Map<String, Object> channel() {
    return Map.of(
        "name",
        "number",
        "kind",
        "cloud",
        "settings",
        Map.of(
            "phoneNumberId", number,
            "accountId", "70012" + run,
            "accessToken", "token-" + run,
            "appSecret", "secret-" + run));
  }

  @Test
  void carriesAConversationInBothDirections() {
    var first = rosa.text("Is the red tandem free?");
    await().atMost(LIMIT).until(() -> messages(1).size() == 1);
    assertThat(messages(1).getFirst().path("text").asString()).isEqualTo("Is the red tandem free?");
    assertThat(conversation(1).path("name").asString()).isEqualTo("Rosa Whitfield");

    var picture = rosa.file("image", 180_000, Map.of("caption", "The broken spoke"));
    await().atMost(LIMIT).until(() -> messages(1).size() == 2);
    assertThat(messages(1).get(1).path("text").asString()).isEqualTo("The broken spoke");
    assertThat(messages(1).get(1).at("/attachments/0/sha256").asString()).isEqualTo(picture);

    var question = messages(1).getFirst().path("id").asLong();
    write(1, Map.of("content", "Ask the workshop first", "private", true));
    var answer =
        write(
            1,
            Map.of(
                "content",
                "**Yes**, it is.",
                "content_attributes",
                Map.of("in_reply_to", question)));
    await().atMost(LIMIT).until(() -> rosa.received().size() == 1);
    assertThat(rosa.received().getFirst().path("text").asString()).isEqualTo("*Yes*, it is.");
    assertThat(rosa.received().getFirst().path("replyTo").asString()).isEqualTo(first);
    await()
        .atMost(LIMIT)
        .until(() -> message(1, answer).path("status").asString("").equals("delivered"));

    rosa.say(
        Map.of(
            "type",
            "text",
            "text",
            "Great",
            "replyTo",
            rosa.received().getFirst().path("id").asString()));
    await().atMost(LIMIT).until(() -> messages(1).size() == 5);
    assertThat(messages(1).getLast().at("/attributes/in_reply_to").asLong()).isEqualTo(answer);
    assertThat(messages(1).getLast().path("text").asString()).isEqualTo("Great");

    write(
        1,
        Map.of(
            "content",
            "Both of them",
            "attachments",
            List.of(
                Map.of("mime", "image/png", "size", 90_000, "filename", "tandem.png"),
                Map.of("mime", "application/pdf", "size", 60_000, "filename", "terms.pdf"))));
    await().atMost(LIMIT).until(() -> rosa.received().size() == 4);
    var files = messages(1).getLast().path("attachments");
    assertThat(rosa.sha256(rosa.received().get(2))).isEqualTo(files.at("/0/sha256").asString());
    assertThat(rosa.sha256(rosa.received().get(3))).isEqualTo(files.at("/1/sha256").asString());

    write(
        1,
        Map.of(
            "content",
            "When will you come?",
            "content_type",
            "input_select",
            "content_attributes",
            Map.of(
                "items",
                List.of(
                    Map.of("title", "Saturday", "value", "sat"),
                    Map.of("title", "Sunday", "value", "sun")))));
    await().atMost(LIMIT).until(() -> rosa.received().size() == 5);
    rosa.press(rosa.received().getLast().path("id").asString(), 2);
    await().atMost(LIMIT).until(() -> messages(1).size() == 8);
    assertThat(messages(1).getLast().path("text").asString()).isEqualTo("Sunday");
    assertThat(messages(1).get(6).at("/attributes/submitted_values/0/value").asString())
        .isEqualTo("sun");

    assertThat(rosa.received().toString())
        .as("a private note never leaves")
        .doesNotContain("workshop");
    assertThat(conversations()).hasSize(1);
  }

  @Test
  void showsOnTheMessageWhyItWasNotSent() {
    rosa.say(
        Map.of(
            "type",
            "text",
            "text",
            "two days ago",
            "timestamp",
            "" + (System.currentTimeMillis() / 1000 - 2 * 86_400)));
    rosa.lastWroteSecondsAgo(2 * 86_400);
    await().atMost(LIMIT).until(() -> messages(1).size() == 1);
    var late = write(1, Map.of("content", "Sorry for the delay"));
    await().atMost(LIMIT).until(() -> message(1, late).path("status").asString().equals("failed"));
    assertThat(message(1, late).at("/attributes/external_error").asString()).contains("24");
    assertThat(rosa.received()).isEmpty();
  }

  @Test
  void reopensTheConversation() {
    rosa.text("Hello");
    await().atMost(LIMIT).until(() -> messages(1).size() == 1);
    chatwoot.post(path(1) + "/status", Map.of("status", "resolved"));
    rosa.text("One more thing");
    await().atMost(LIMIT).until(() -> messages(1).size() == 2);
    assertThat(conversation(1).path("status").asString()).isEqualTo("open");
    assertThat(conversations()).hasSize(1);
  }

  private String path(int conversation) {
    return "/sandbox/conversations/" + account.path("id").asString() + "/" + conversation;
  }

  private List<JsonNode> conversations() {
    return chatwoot
        .get("/sandbox/conversations")
        .path("items")
        .valueStream()
        .filter(one -> one.path("account").asString().equals(account.path("id").asString()))
        .toList();
  }

  private JsonNode conversation(int number) {
    return chatwoot.get(path(number));
  }

  /** All messages, the oldest first; none before the conversation begins. */
  private List<JsonNode> messages(int conversation) {
    return conversations().isEmpty()
        ? List.of()
        : conversation(conversation).path("messages").valueStream().toList();
  }

  private JsonNode message(int conversation, long id) {
    return messages(conversation).stream()
        .filter(one -> one.path("id").asLong() == id)
        .findFirst()
        .orElseThrow();
  }

  private long write(int conversation, Map<String, ?> message) {
    return chatwoot.post(path(conversation) + "/send", message).path("messageId").asLong();
  }
}
