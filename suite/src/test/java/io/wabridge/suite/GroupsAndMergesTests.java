package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.suite.Onboarding.Number;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Conversations with a group, and two conversations that turn out to be of one person. */
@ExtendWith(RunningBridge.class)
class GroupsAndMergesTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Addresses addresses = RunningBridge.addresses();
  private final Http sandbox = new Http(addresses.whatsapp(), null);
  private final String run = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
  private final String number = "90082" + run;
  private final Phone rosa = phone("4478" + run.substring(1), "Rosa Whitfield");
  private AgentDesktop agent;

  private Phone phone(String waId, String name) {
    return Phone.withNumber(addresses, number, waId, name);
  }

  @BeforeEach
  void onboard() {
    var account = new Number(number, "70012" + run, "token-" + run, "secret-" + run);
    sandbox.post(
        "/sandbox/numbers",
        Map.of(
            "phoneNumberId",
            number,
            "display",
            "+1 555-012-0" + run.substring(0, 3),
            "wabaId",
            account.accountId(),
            "appId",
            "50042" + run,
            "appSecret",
            account.appSecret(),
            "accessToken",
            account.accessToken()));
    var onboarding = new Onboarding(addresses);
    agent =
        new AgentDesktop(
            addresses,
            onboarding.integration(onboarding.onboard("Groups " + run, account, "ON_REPLY")));
  }

  private void awaitShown(String address, String text) {
    await().atMost(LIMIT).until(() -> texts(address).stream().anyMatch(one -> one.contains(text)));
  }

  private List<String> texts(String address) {
    return agent.inbound(address).stream().map(one -> one.path("text").asString("")).toList();
  }

  private static List<String> bodies(List<JsonNode> received) {
    return received.stream().map(one -> one.path("text").asString("")).toList();
  }

  private List<JsonNode> receivedBy(String group) {
    return sandbox
        .get("/sandbox/groups/" + group + "/received")
        .path("items")
        .valueStream()
        .toList();
  }

  @Test
  void anAnswerInAGroupGoesToTheGroup() {
    phone("4479" + run.substring(1), "Tom Ferris");
    var group =
        sandbox
            .post(
                "/sandbox/groups?number=" + number,
                Map.of(
                    "subject",
                    "Club",
                    "persons",
                    List.of(rosa.address(), "4479" + run.substring(1))))
            .path("id")
            .asString();

    rosa.text("a private question");
    rosa.say(Map.of("type", "text", "text", "Can the club get a discount?", "group_id", group));
    awaitShown(rosa.address(), "a private question");
    awaitShown(group, "Can the club get a discount?");
    assertThat(texts(group).getFirst()).contains("Rosa Whitfield");
    assertThat(texts(rosa.address())).noneMatch(one -> one.contains("discount"));

    var answer = agent.reply(group, "Dear club: 10 %");
    await().atMost(LIMIT).until(() -> receivedBy(group).size() == 1);
    assertThat(bodies(receivedBy(group))).containsExactly("Dear club: 10 %");
    assertThat(rosa.received()).isEmpty();
    await()
        .atMost(LIMIT)
        .until(() -> agent.message(answer).path("receipts").toString().contains("Delivered"));

    agent.ask(group, "Which day?", List.of("Saturday", "Sunday"));
    await().atMost(LIMIT).until(() -> receivedBy(group).size() == 2);
    assertThat(bodies(receivedBy(group)).getLast())
        .as("a group has no buttons")
        .contains("Which day?", "1. Saturday", "2. Sunday");
  }

  @Test
  void twoConversationsOfOnePersonBecomeOne() {
    rosa.text("by number", "number");
    awaitShown(rosa.address(), "by number");
    rosa.text("by user id", "user");
    awaitShown(rosa.userId(), "by user id");

    rosa.text("by both", "both");
    awaitShown(rosa.userId(), "by both");
    awaitShown(rosa.address(), "The person also wrote in another conversation.");

    agent.reply(rosa.address(), "from the old one");
    await().atMost(LIMIT).until(() -> rosa.received().size() == 1);
    agent.reply(rosa.userId(), "from the new one");
    await().atMost(LIMIT).until(() -> rosa.received().size() == 2);
    assertThat(bodies(rosa.received())).containsExactly("from the old one", "from the new one");

    rosa.text("by number again", "number");
    awaitShown(rosa.userId(), "by number again");
    assertThat(texts(rosa.address())).noneMatch(one -> one.contains("again"));
  }
}
