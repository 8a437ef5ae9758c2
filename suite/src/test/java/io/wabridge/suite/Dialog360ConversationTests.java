package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A number at 360dialog, connected through the public API: both directions and receipts. */
@ExtendWith(RunningBridge.class)
class Dialog360ConversationTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Addresses addresses = RunningBridge.addresses();
  private final Http api = new Http(addresses.gateway(), addresses.adminToken());
  private final Http sandbox = new Http(addresses.whatsapp(), null);
  private final String run = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));

  @Test
  void carriesAConversationOfANumberAt360dialog() {
    var number = "90081" + run;
    sandbox.post(
        "/sandbox/numbers",
        Map.of(
            "phoneNumberId", number,
            "display", "+1 555-011-0" + run.substring(0, 3),
            "wabaId", "70011" + run,
            "appId", "50041" + run,
            "appSecret", "secret-" + run,
            "accessToken", "token-" + run));
    sandbox.post(
        "/sandbox/360dialog/keys", Map.of("apiKey", "key-" + run, "phoneNumberId", number));
    var onboarding = new Onboarding(addresses);
    var tenant = onboarding.onboard("360dialog " + run, channel());
    var agent = new AgentDesktop(addresses, onboarding.integration(tenant));
    var person = "4478" + run.substring(1);
    var phone = Phone.withNumber(addresses, number, person, "Rosa Whitfield");

    phone.text("Is the tandem free on Saturday?");
    await().atMost(LIMIT).until(() -> agent.inbound(person).size() == 1);
    agent.reply(person, "Yes, it is.");
    await().atMost(LIMIT).until(() -> phone.received().size() == 1);

    assertThat(phone.received().getFirst().toString()).contains("Yes, it is.");
    await()
        .atMost(LIMIT)
        .until(() ->
            api.get("/api/v1/tenants/" + tenant.id() + "/messages?limit=10")
                .path("items")
                .valueStream()
                .anyMatch(one ->
                    one.path("status").asString().equals("DELIVERED")
                        && one.path("direction").asString().equals("OUTBOUND")));
  }

  private Map<String, Object> channel() {
    return Map.of(
        "name",
        "360dialog number",
        "kind",
        "dialog360",
        "settings",
        Map.of("apiKey", "key-" + run, "apiUrl", addresses.whatsapp() + "/360dialog"));
  }
}
