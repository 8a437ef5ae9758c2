package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wabridge.sandbox.api.ConnectedSystem;
import io.wabridge.suite.Onboarding.Number;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A day after the person last wrote, replies wait until they answer the channel's template. */
@ExtendWith(RunningBridge.class)
class WindowPlannerConversationTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int LATE = 90_000;
  private static final String ASKED = "Hi Late Larry, your ride starts soon.";

  private final Addresses addresses = RunningBridge.addresses();
  private final Http api = new Http(addresses.gateway(), addresses.adminToken());
  private final String run = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
  private final String number = "90089" + run;

  private Onboarding.Tenant tenant;
  private AgentDesktop agent;
  private Phone larry;

  @BeforeEach
  void onboard() {
    var account = new Number(number, "70019" + run, "token-" + run, "secret-" + run);
    var onboarding = new Onboarding(addresses);
    onboarding.add(account, "+1 555-019-0" + run.substring(0, 3), "50049" + run);
    tenant = onboarding.onboard("Window " + run, account, "ON_REPLY");
    agent = new AgentDesktop(addresses, onboarding.integration(tenant));
    hold("ride_reminder");
    await()
        .atMost(LIMIT)
        .until(() -> api.get(path("/templates?status=APPROVED")).path("items").size() >= 4);
    larry = wrote("4479", LATE);
  }

  private String path(String more) {
    return "/api/v1/tenants/" + tenant.id() + more;
  }

  private void hold(String template) {
    var channel =
        api.patch(
            path("/channels/" + tenant.channelId()),
            Map.of(
                "window",
                Map.of(
                    "outside",
                    "HOLD",
                    "template",
                    template,
                    "values",
                    List.of("{name}", "soon"),
                    "closingNoticeHours",
                    2)));
    assertThat(channel.at("/window/holdHours").asInt()).isEqualTo(72);
  }

  private Phone wrote(String prefix, int secondsAgo) {
    var phone = Phone.withNumber(addresses, number, prefix + run.substring(1), "Late Larry");
    phone.say(
        Map.of(
            "type", "text",
            "text", "written before",
            "timestamp", "" + (System.currentTimeMillis() / 1000 - secondsAgo)));
    phone.lastWroteSecondsAgo(secondsAgo);
    await().atMost(LIMIT).until(() -> shown(phone).contains("written before"));
    return phone;
  }

  private String shown(Phone person) {
    return String.join(
        "\n",
        agent.inbound(person.address()).stream()
            .map(one -> one.path("text").asString(""))
            .toList());
  }

  private List<String> received() {
    return larry.received().stream().map(one -> one.path("text").asString("")).toList();
  }

  private JsonNode conversation() {
    return api.get(path("/conversations")).path("items").get(0);
  }

  private String receipts(String message) {
    return agent.message(message).path("receipts").toString();
  }

  @Test
  void repliesGoOutInOrderWhenThePersonAnswers() {
    agent.reply(larry.address(), "Sorry for the delay");
    await().atMost(LIMIT).until(() -> received().equals(List.of(ASKED)));
    agent.reply(larry.address(), "Are you still there?");
    await()
        .atMost(LIMIT)
        .until(() -> shown(larry).split("Waiting for the person to answer", -1).length == 3);
    assertThat(shown(larry)).contains(ASKED);
    assertThat(conversation().has("waitingForPersonUntil")).isTrue();
    await()
        .atMost(LIMIT)
        .until(() -> api.get(path("/held")).toString().contains("AWAITING_PERSON"));
    assertThat(received()).containsExactly(ASKED);

    larry.text("Yes, here I am");

    await().atMost(LIMIT).until(() -> received().size() == 3);
    assertThat(received()).containsExactly(ASKED, "Sorry for the delay", "Are you still there?");
    assertThat(conversation().has("waitingForPersonUntil")).isFalse();
    agent.reply(larry.address(), "Good");
    await().atMost(LIMIT).until(() -> received().size() == 4);
    assertThat(received().getLast()).isEqualTo("Good");
  }

  @Test
  void repliesOutliveARestart() {
    agent.reply(larry.address(), "Written before the restart");
    await().atMost(LIMIT).until(() -> received().equals(List.of(ASKED)));
    await().atMost(LIMIT).until(() -> api.get(path("/held")).toString().contains("AWAITING"));

    RunningBridge.restart("whatsapp-api-service");
    larry.text("Here I am");

    await().atMost(LIMIT.multipliedBy(2)).until(() -> received().size() == 2);
    assertThat(received()).containsExactly(ASKED, "Written before the restart");
  }

  @Test
  void aTemplateThatIsMissingFailsTheReply() {
    hold("no_such_template");
    await()
        .atMost(LIMIT)
        .until(() -> {
          var reply = agent.reply(larry.address(), "Hello?");
          await().atMost(LIMIT).until(() -> receipts(reply).contains("Failed"));
          return receipts(reply).contains("template");
        });
    assertThat(larry.received()).isEmpty();
  }

  @Test
  void theConversationMayPassToAnotherDeskMeanwhile() {
    try (var bot = ConnectedSystem.start(0, List.of(BotDesktop.SIGNING_SECRET))) {
      var desk =
          api.post(path("/desks"), Onboarding.ofBot("Bot", bot.eventsUrl())).path("id").asString();
      api.post(path("/desks/" + desk + "/connect"), Map.of());
      agent.reply(larry.address(), "Written at the first desk");
      await().atMost(LIMIT).until(() -> received().equals(List.of(ASKED)));

      api.post(
          path("/conversations/" + conversation().path("id").asString() + "/handover"),
          Map.of("deskId", desk));
      larry.text("Here I am");

      await().atMost(LIMIT).until(() -> received().size() == 2);
      assertThat(received().getLast()).isEqualTo("Written at the first desk");
      await().atMost(LIMIT).until(() -> bot.events().toString().contains("Here I am"));
    }
  }

  @Test
  void agentsAreToldThatTheWindowCloses() {
    var soon = wrote("4478", 82_000);
    await()
        .atMost(Duration.ofSeconds(110))
        .until(() -> shown(soon).contains("The person waits for an answer."));
  }

  @Test
  void wrongPoliciesAreRefusedByField() {
    assertThatThrownBy(() ->
            api.patch(
                path("/channels/" + tenant.channelId()),
                Map.of("window", Map.of("outside", "HOLD", "holdHours", 721))))
        .hasMessageContaining("window.template")
        .hasMessageContaining("window.holdHours");
  }
}
