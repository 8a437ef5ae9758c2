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

/**
 * A day after the person last wrote, a template reaches them, and their answer opens the 24-hour
 * window.
 */
@ExtendWith(RunningBridge.class)
class TemplateConversationTests {

  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final int LATE = 25 * 3600;

  private final Addresses addresses = RunningBridge.addresses();
  private final Http sandbox = new Http(addresses.whatsapp(), null);
  private final Http api = new Http(addresses.gateway(), addresses.adminToken());
  private final String run = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
  private final String number = "90083" + run;
  private Onboarding.Tenant tenant;
  private AgentDesktop agent;

  @BeforeEach
  void onboard() {
    var account = new Number(number, "70013" + run, "token-" + run, "secret-" + run);
    sandbox.post(
        "/sandbox/numbers",
        Map.of(
            "phoneNumberId",
            number,
            "display",
            "+1 555-013-0" + run.substring(0, 3),
            "wabaId",
            account.accountId(),
            "appId",
            "50043" + run,
            "appSecret",
            account.appSecret(),
            "accessToken",
            account.accessToken()));
    var onboarding = new Onboarding(addresses);
    tenant = onboarding.onboard("Templates " + run, account, "ON_REPLY");
    agent = new AgentDesktop(addresses, onboarding.integration(tenant));
    await().atMost(LIMIT).until(() -> templates("?status=APPROVED").size() >= 4);
  }

  private List<JsonNode> templates(String query) {
    return api.get("/api/v1/tenants/" + tenant.id() + "/templates" + query)
        .path("items")
        .valueStream()
        .toList();
  }

  private Phone late() {
    var late = Phone.withNumber(addresses, number, "4476" + run.substring(1), "Late Larry");
    late.say(
        Map.of(
            "type", "text",
            "text", "written yesterday",
            "timestamp", "" + (System.currentTimeMillis() / 1000 - LATE)));
    late.lastWroteSecondsAgo(LATE);
    await().atMost(LIMIT).until(() -> shown(late).contains("written yesterday"));
    return late;
  }

  private List<String> shown(Phone person) {
    return agent.inbound(person.address()).stream()
        .map(one -> one.path("text").asString(""))
        .toList();
  }

  private String receipts(String message) {
    return agent.message(message).path("receipts").toString();
  }

  @Test
  void aTemplateOpensTheConversationAgain() {
    var late = late();
    var reply = agent.reply(late.address(), "Sorry for the delay");
    await().atMost(LIMIT).until(() -> receipts(reply).contains("24 hours"));

    agent.reply(late.address(), "/template");
    await()
        .atMost(LIMIT)
        .until(() -> String.join("\n", shown(late)).contains("ride_reminder en_GB: Hi {{1}}"));

    agent.reply(late.address(), "/template ride_reminder en_GB Larry | at ten");
    await().atMost(LIMIT).until(() -> late.received().size() == 1);
    var received = late.received().getFirst();
    assertThat(received.path("type").asString()).isEqualTo("template");
    assertThat(received.path("text").asString()).isEqualTo("Hi Larry, your ride starts at ten.");
    await()
        .atMost(LIMIT)
        .until(() -> String.join("\n", shown(late)).contains("Hi Larry, your ride starts at ten."));

    late.text("Great, thank you");
    await().atMost(LIMIT).until(() -> shown(late).contains("Great, thank you"));
    agent.reply(late.address(), "You are welcome");
    await().atMost(LIMIT).until(() -> late.received().size() == 2);
    assertThat(late.received().getLast().path("text").asString()).isEqualTo("You are welcome");
  }

  @Test
  void wrongValuesAreRefusedInWords() {
    var late = late();
    var few = agent.reply(late.address(), "/template ride_reminder en_GB Larry");
    await().atMost(LIMIT).until(() -> receipts(few).contains("Failed"));
    assertThat(receipts(few)).contains("values do not match the template");
    var unknown = agent.reply(late.address(), "/template no_such_template");
    await().atMost(LIMIT).until(() -> receipts(unknown).contains("Failed"));
    assertThat(receipts(unknown)).contains("template");
    assertThat(late.received()).isEmpty();
  }

  @Test
  void aPersonWhoStoppedMarketingGetsNone() {
    var late = late();
    sandbox.post(
        "/sandbox/persons/" + late.address() + "/marketing?number=" + number,
        Map.of("allowed", false));
    await()
        .atMost(LIMIT)
        .until(() -> String.join("\n", shown(late)).contains("does not want marketing messages"));
    var offer = agent.reply(late.address(), "/template ride_offer en_GB Larry | 20%");
    await().atMost(LIMIT).until(() -> receipts(offer).contains("Failed"));
    assertThat(receipts(offer)).contains("does not want these messages");

    agent.reply(late.address(), "/template ride_reminder en_GB Larry | at ten");
    await().atMost(LIMIT).until(() -> late.received().size() == 1);
  }

  @Test
  void aTemplateThatIsPausedMeanwhileFailsAtTheAgent() {
    var late = late();
    sandbox.post(
        "/sandbox/templates",
        Map.of("name", "order_update", "language", "en_US", "status", "PAUSED", "quiet", true));
    try {
      var sent = agent.reply(late.address(), "/template order_update en_US 4711");
      await().atMost(LIMIT).until(() -> receipts(sent).contains("Failed"));
      assertThat(receipts(sent)).contains("paused");
      assertThat(late.received()).isEmpty();
    } finally {
      sandbox.post(
          "/sandbox/templates",
          Map.of("name", "order_update", "language", "en_US", "status", "APPROVED"));
    }
  }

  @Test
  void aTemplateIsCreatedReviewedAndDeleted() {
    var channel = "/api/v1/tenants/" + tenant.id() + "/channels/" + tenant.channelId();
    var name = "made_" + run;
    var made =
        api.post(
            channel + "/templates",
            Map.of(
                "name",
                name,
                "language",
                "en_GB",
                "category",
                "UTILITY",
                "components",
                List.of(
                    Map.of(
                        "type",
                        "BODY",
                        "text",
                        "Run " + run + " for {{1}} is ready.",
                        "example",
                        Map.of("body_text", List.of(List.of("Rosa")))))));
    assertThat(made.path("status").asString()).isEqualTo("PENDING");
    await().atMost(LIMIT).until(() -> templates("?name=" + name + "&status=APPROVED").size() == 1);
    api.delete(channel + "/templates/" + made.path("id").asString());
    assertThat(templates("?name=" + name)).isEmpty();
  }
}
