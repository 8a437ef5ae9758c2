package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A sender at Twilio, connected through the public API: both directions, files and receipts. */
@ExtendWith(RunningBridge.class)
class TwilioConversationTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Addresses addresses = RunningBridge.addresses();
  private final Http api = new Http(addresses.gateway(), addresses.adminToken());
  private final Http sandbox = new Http(addresses.whatsapp(), null);
  private final String run = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
  private final String account = "AC" + run.repeat(4).substring(0, 32);
  private final String number = "90082" + run;
  private final String digits = "1555" + run.substring(0, 7);

  @Test
  void carriesAConversationOfASenderAtTwilio() {
    sender();
    var onboarding = new Onboarding(addresses);
    var tenant = onboarding.onboard("Twilio " + run, channel());
    var agent = new AgentDesktop(addresses, onboarding.integration(tenant));
    var person = "4478" + run.substring(1);
    var phone = Phone.withNumber(addresses, number, person, "Rosa Whitfield");

    phone.text("Is the tandem free on Saturday & Sunday? 🚲");
    await().atMost(LIMIT).until(() -> agent.inbound(person).size() == 1);
    assertThat(agent.inbound(person).getFirst().toString()).contains("Saturday & Sunday? 🚲");
    agent.reply(person, "Yes, it is.");
    await().atMost(LIMIT).until(() -> phone.received().size() == 1);
    assertThat(phone.received().getFirst().toString()).contains("Yes, it is.");
    await().atMost(LIMIT).until(() -> outbound(tenant.id(), "DELIVERED"));

    // the connection was lost after Twilio had the message: its callback reports the outcome
    sandbox.post("/sandbox/faults", Map.of("operation", "twilio-messages", "kind", "cut-after"));
    agent.reply(person, "Shall I book it?");
    await().atMost(LIMIT).until(() -> phone.received().size() == 2);
    await().atMost(LIMIT).until(() -> messages(tenant.id(), "DELIVERED") == 2);

    // each webhook arrives twice, the message once
    misbehave("repeats");
    phone.text("Please do");
    await().atMost(LIMIT).until(() -> agent.inbound(person).size() >= 2);
    await().during(Duration.ofSeconds(2)).until(() -> agent.inbound(person).size() == 2);
  }

  private void sender() {
    sandbox.post(
        "/sandbox/numbers",
        Map.of(
            "phoneNumberId", number,
            "display", "+" + digits,
            "wabaId", "70012" + run,
            "appId", "50042" + run,
            "appSecret", "secret-" + run,
            "accessToken", "token-" + run));
    sandbox.post(
        "/sandbox/twilio/accounts",
        Map.of("accountSid", account, "authToken", "token-" + run, "phoneNumberId", number));
  }

  private void misbehave(String manner) {
    sandbox.post("/sandbox/twilio/accounts/" + account + "/manners", Map.of(manner, true));
  }

  private boolean outbound(String tenant, String status) {
    return messages(tenant, status) > 0;
  }

  private long messages(String tenant, String status) {
    return api.get("/api/v1/tenants/" + tenant + "/messages?limit=20")
        .path("items")
        .valueStream()
        .filter(one -> is(one, "status", status) && is(one, "direction", "OUTBOUND"))
        .count();
  }

  private static boolean is(JsonNode message, String property, String value) {
    return message.path(property).asString().equals(value);
  }

  private Map<String, Object> channel() {
    return Map.of(
        "name",
        "Twilio sender",
        "kind",
        "twilio",
        "settings",
        Map.of(
            "accountSid",
            account,
            "number",
            "+" + digits,
            "authToken",
            "token-" + run,
            "apiUrl",
            addresses.whatsapp() + "/twilio"));
  }
}
