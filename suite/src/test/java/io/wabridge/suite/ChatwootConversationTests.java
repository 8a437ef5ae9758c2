package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A desk at Chatwoot, connected through the public API: both directions and receipts. */
@ExtendWith(RunningBridge.class)
class ChatwootConversationTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Addresses addresses = RunningBridge.addresses();
  private final Http chatwoot = new Http(addresses.chatwoot(), null);
  private final String run = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
  private final String number = "90082" + run;
  private final Http api = new Http(addresses.gateway(), addresses.adminToken());
  private ChatwootDesktop agent;
  private Onboarding.Tenant tenant;
  private String token;
  private Phone rosa;

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
    var account = chatwoot.post("/sandbox/accounts", Map.of("name", "Harbour Bikes " + run));
    var id = account.path("id").asString();
    var onboarding = new Onboarding(addresses);
    var desk = onboarding.atChatwoot("WhatsApp", id, account.path("adminToken").asString());
    tenant = onboarding.onboard("Chatwoot " + run, desk, channel());
    token = account.path("adminToken").asString();
    agent = new ChatwootDesktop(addresses, id);
    rosa = Phone.withNumber(addresses, number, "4471" + run.substring(1), "Rosa Whitfield");
  }

  private Map<String, Object> channel() {
    return Map.of(
        "name",
        "number",
        "kind",
        "cloud",
        "readMarks",
        "ON_REPLY",
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
    await().atMost(LIMIT).until(() -> agent.messages(1).size() == 1);
    assertThat(agent.messages(1).getFirst().path("text").asString())
        .isEqualTo("Is the red tandem free?");
    assertThat(agent.conversation(1).path("name").asString()).isEqualTo("Rosa Whitfield");

    var picture = rosa.file("image", 180_000, Map.of("caption", "The broken spoke"));
    await().atMost(LIMIT).until(() -> agent.messages(1).size() == 2);
    assertThat(agent.messages(1).get(1).path("text").asString()).isEqualTo("The broken spoke");
    assertThat(agent.messages(1).get(1).at("/attachments/0/sha256").asString()).isEqualTo(picture);

    var question = agent.messages(1).getFirst().path("id").asLong();
    agent.write(1, Map.of("content", "Ask the workshop first", "private", true));
    var answer =
        agent.write(
            1,
            Map.of(
                "content",
                "**Yes**, it is.",
                "content_attributes",
                Map.of("in_reply_to", question)));
    await().atMost(LIMIT).until(() -> rosa.received().size() == 1);
    assertThat(rosa.received().getFirst().path("text").asString()).isEqualTo("*Yes*, it is.");
    assertThat(rosa.received().getFirst().path("replyTo").asString()).isEqualTo(first);
    await().atMost(LIMIT).until(() -> status(1, answer).equals("delivered"));
    rosa.open();
    await().atMost(LIMIT).until(() -> status(1, answer).equals("read"));

    rosa.say(
        Map.of(
            "type",
            "text",
            "text",
            "Great",
            "replyTo",
            rosa.received().getFirst().path("id").asString()));
    await().atMost(LIMIT).until(() -> agent.messages(1).size() == 5);
    assertThat(agent.messages(1).getLast().at("/attributes/in_reply_to").asLong())
        .isEqualTo(answer);
    assertThat(agent.messages(1).getLast().path("text").asString()).isEqualTo("Great");

    agent.write(
        1,
        Map.of(
            "content",
            "Both of them",
            "attachments",
            List.of(
                Map.of("mime", "image/png", "size", 90_000, "filename", "tandem.png"),
                Map.of("mime", "application/pdf", "size", 60_000, "filename", "terms.pdf"))));
    await().atMost(LIMIT).until(() -> rosa.received().size() == 4);
    var files = agent.messages(1).getLast().path("attachments");
    assertThat(rosa.sha256(rosa.received().get(2))).isEqualTo(files.at("/0/sha256").asString());
    assertThat(rosa.sha256(rosa.received().get(3))).isEqualTo(files.at("/1/sha256").asString());

    agent.write(
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
    await().atMost(LIMIT).until(() -> agent.messages(1).size() == 8);
    assertThat(agent.messages(1).getLast().path("text").asString()).isEqualTo("Sunday");
    assertThat(agent.messages(1).get(6).at("/attributes/submitted_values/0/value").asString())
        .isEqualTo("sun");

    assertThat(rosa.received().toString())
        .as("a private note never leaves")
        .doesNotContain("workshop");
    assertThat(agent.conversations()).hasSize(1);
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
    await().atMost(LIMIT).until(() -> agent.messages(1).size() == 1);
    var late = agent.write(1, Map.of("content", "Sorry for the delay"));
    await()
        .atMost(LIMIT)
        .until(() -> agent.message(1, late).path("status").asString().equals("failed"));
    assertThat(agent.message(1, late).at("/attributes/external_error").asString()).contains("24");
    assertThat(rosa.received()).isEmpty();
  }

  @Test
  void showsThePersonThatAnAgentIsTyping() {
    rosa.text("Hello");
    await().atMost(LIMIT).until(() -> agent.messages(1).size() == 1);
    assertThat(rosa.seesTyping()).isFalse();
    agent.type(1);
    await().atMost(LIMIT).until(rosa::seesTyping);
    assertThat(rosa.received()).isEmpty();
  }

  @Test
  void reopensTheConversation() {
    rosa.text("Hello");
    await().atMost(LIMIT).until(() -> agent.messages(1).size() == 1);
    agent.resolve(1);
    rosa.text("One more thing");
    await().atMost(LIMIT).until(() -> agent.messages(1).size() == 2);
    assertThat(agent.conversation(1).path("status").asString()).isEqualTo("open");
    assertThat(agent.conversations()).hasSize(1);
  }

  private String status(long conversation, long message) {
    return agent.message(conversation, message).path("status").asString("");
  }

  private String error(long conversation, long message) {
    return agent.message(conversation, message).at("/attributes/external_error").asString("");
  }

  private void failsBecauseOf(long conversation, long message, String words) {
    await().atMost(LIMIT).until(() -> status(conversation, message).equals("failed"));
    assertThat(error(conversation, message)).containsIgnoringCase(words);
    assertThat(agent.messages(conversation))
        .as("the message itself shows the failure: there is no note")
        .noneMatch(one -> one.path("private").asBoolean());
  }

  @Test
  void anAgentBeginsAConversation() {
    rosa.text("Hello");
    await().atMost(LIMIT).until(() -> agent.messages(1).size() == 1);
    agent.resolve(1);
    var begun = agent.begin("+" + rosa.address(), "Your bike is ready");
    await().atMost(LIMIT).until(() -> rosa.received().size() == 1);
    await().atMost(LIMIT).until(() -> status(2, begun).equals("delivered"));

    rosa.text("I am coming");
    await().atMost(LIMIT).until(() -> agent.messages(2).size() == 2);
    assertThat(agent.messages(2).getLast().path("text").asString()).isEqualTo("I am coming");

    rosa.lastWroteSecondsAgo(2 * 86_400);
    var stranger = agent.begin("+15550" + run.substring(0, 6), "Buy a bike");
    failsBecauseOf(3, stranger, "person");
  }

  @Test
  void aMessageWhoseFileIsGoneFailsWithTheReason() {
    rosa.text("Hello");
    await().atMost(LIMIT).until(() -> agent.messages(1).size() == 1);
    chatwoot.patch("/sandbox/settings", Map.of("fileDelayMs", 600_000));
    try {
      var message =
          agent.write(
              1,
              Map.of(
                  "attachments",
                  List.of(Map.of("mime", "image/png", "size", 9_000, "filename", "a.png"))));
      failsBecauseOf(1, message, "expired");
    } finally {
      chatwoot.patch("/sandbox/settings", Map.of("fileDelayMs", 0));
    }
    assertThat(rosa.received()).isEmpty();
  }

  @Test
  void nothingIsLostWhileTheTokenIsRevoked() {
    rosa.text("one");
    await().atMost(LIMIT).until(() -> agent.messages(1).size() == 1);
    var desk = "/api/v1/tenants/" + tenant.id() + "/desks/" + tenant.deskId();
    api.patch(desk, Map.of("settings", Map.of("accessToken", "revoked")));
    rosa.text("two");
    rosa.text("three");
    await().atMost(LIMIT).until(() -> api.get(desk).path("status").asString().equals("FAILING"));
    assertThat(agent.messages(1)).hasSize(1);

    api.patch(desk, Map.of("settings", Map.of("accessToken", token)));
    await().atMost(Duration.ofSeconds(90)).until(() -> agent.messages(1).size() == 3);
    assertThat(agent.messages(1))
        .extracting(one -> one.path("text").asString())
        .containsExactly("one", "two", "three");
  }

  @Test
  void aDeletedInboxParksWithTheReasonAndReplaysIntoANewOne() {
    rosa.text("Hello");
    await().atMost(LIMIT).until(() -> agent.messages(1).size() == 1);
    agent.deleteInbox();
    rosa.text("Is anybody there?");
    var parked = "/api/v1/tenants/" + tenant.id() + "/parked";
    await().atMost(LIMIT).until(() -> api.get(parked).path("items").size() == 1);
    assertThat(api.get(parked).at("/items/0/reason").asString()).isEqualTo("DESK_INTEGRATION_GONE");

    new Onboarding(addresses).connect(tenant);
    api.post(parked + "/replay", Map.of("all", true));
    await().atMost(LIMIT).until(() -> agent.messages(2).size() == 1);
    assertThat(agent.messages(2).getFirst().path("text").asString()).isEqualTo("Is anybody there?");
  }
}
