package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A desk at Amazon Connect, connected through the public API. */
@ExtendWith(RunningBridge.class)
class ConnectConversationTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Addresses addresses = RunningBridge.addresses();
  private final Http connect = new Http(addresses.connect(), null);
  private final String run = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));

  /** What the agents do arrives again after an administrator connected the desk again. */
  @Test
  void showsACancelledSubscriptionUntilTheDeskIsConnectedAgain() {
    var number =
        new Onboarding.Number("90084" + run, "70014" + run, "token-" + run, "secret-" + run);
    var onboarding = new Onboarding(addresses);
    onboarding.add(number, "+1 555-014-0" + run.substring(0, 3), "50044" + run);
    var instance = connect.post("/sandbox/instances", Map.of("alias", "cancelled-" + run));
    var tenant = onboarding.onboardAtConnect("Cancelled " + run, number, instance);
    var api = new Http(addresses.gateway(), addresses.adminToken());
    var desk = "/api/v1/tenants/" + tenant.id() + "/desks/" + tenant.deskId();

    connect.post(
        "/sandbox/topics/unsubscribe", Map.of("topicArn", instance.path("topicArn").asString()));
    await()
        .atMost(LIMIT)
        .until(() ->
            api.get("/api/v1/tenants/" + tenant.id() + "/parked")
                .path("items")
                .toString()
                .contains("subscription of the topic"));
    assertThat(api.post(desk + "/test", Map.of()).path("working").asBoolean()).isFalse();

    assertThat(api.post(desk + "/connect", Map.of()).path("working").asBoolean()).isTrue();
    assertThat(api.post(desk + "/test", Map.of()).path("working").asBoolean()).isTrue();
    var rosa =
        Phone.withNumber(
            addresses, number.phoneNumberId(), "4473" + run.substring(1), "Rosa Whitfield");
    var agent = new ConnectDesktop(addresses, instance.path("id").asString());
    rosa.text("Hello");
    await().atMost(LIMIT).until(() -> agent.inbound(rosa.address()).size() == 1);
    agent.reply(rosa.address(), "Good morning");
    await().atMost(LIMIT).until(() -> rosa.received().size() == 1);
  }
}
