package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.suite.Onboarding.Number;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A number moves from one provider to another in the middle of a running conversation. */
@ExtendWith(RunningBridge.class)
class MovedNumberTests {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int TURNS = 30;

  private final Addresses addresses = RunningBridge.addresses();
  private final Http api = new Http(addresses.gateway(), addresses.adminToken());
  private final Http sandbox = new Http(addresses.whatsapp(), null);
  private final String run = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
  private final String digits = "1556" + run.substring(0, 7);
  private final Number number =
      new Number("90084" + run, "70014" + run, "token-" + run, "secret-" + run);
  private final NumberAtProvider providers = new NumberAtProvider(addresses);

  @Test
  void nothingIsLostAndNothingArrivesTwice() throws Exception {
    var onboarding = new Onboarding(addresses);
    onboarding.add(number, "+" + digits, "50044" + run);
    var tenant =
        onboarding.onboard(
            "Moved " + run,
            providers.channel(DemoProvider.CLOUD, "Moved", number, digits, "NEVER"));
    var channel = "/api/v1/tenants/" + tenant.id() + "/channels/" + tenant.channelId();
    var agent = new AgentDesktop(addresses, onboarding.integration(tenant));
    var person = "4474" + run.substring(1);
    var phone = Phone.withNumber(addresses, number.phoneNumberId(), person, "Rosa Whitfield");
    phone.text("in 0");
    await().atMost(LIMIT).until(() -> agent.inbound(person).size() == 1);
    var conversations = conversations(person);
    assertThat(conversations).hasSize(1);

    // its "read" comes only when the person opens the chat: after the move, by the old provider
    var late = agent.reply(person, "out 0");
    await().atMost(LIMIT).until(() -> phone.received().size() == 1);

    var writing =
        Thread.ofVirtual()
            .start(() -> {
              for (var n = 1; n <= TURNS; n++) {
                phone.text("in " + n);
                agent.reply(person, "out " + n);
              }
            });
    var moved =
        api.post(
            channel + "/move",
            Map.of(
                "kind",
                "twilio",
                "settings",
                providers.settings(DemoProvider.TWILIO, number, digits)));
    assertThat(moved.path("kind").asString()).isEqualTo("twilio");
    assertThat(moved.at("/movedFrom/kind").asString()).isEqualTo("cloud");
    assertThat(api.post(channel + "/connect", Map.of()).path("working").asBoolean()).isTrue();
    writing.join();

    var said = IntStream.rangeClosed(0, TURNS).mapToObj(n -> "in " + n).toList();
    var answered = IntStream.rangeClosed(0, TURNS).mapToObj(n -> "out " + n).toList();
    await().atMost(LIMIT).until(() -> texts(agent, person).size() >= said.size());
    await().atMost(LIMIT).until(() -> answers(phone).size() >= answered.size());
    assertThat(texts(agent, person)).isEqualTo(said);
    assertThat(answers(phone)).isEqualTo(answered);
    assertThat(conversations(person)).isEqualTo(conversations);

    phone.open();
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(status(tenant.id(), late)).isEqualTo("READ"));
    await().atMost(LIMIT).until(() -> unfinished(tenant.id()) == 0);
    Thread.sleep(1000);
    assertThat(texts(agent, person)).as("nothing twice").isEqualTo(said);
    assertThat(answers(phone)).as("nothing twice").isEqualTo(answered);
    assertThat(parked(tenant.id())).isZero();
  }

  private static List<String> texts(AgentDesktop agent, String person) {
    return agent.inbound(person).stream().map(one -> one.path("text").asString("")).toList();
  }

  private static List<String> answers(Phone phone) {
    return phone.received().stream().map(one -> one.at("/message/text/body").asString("")).toList();
  }

  private List<String> conversations(String person) {
    return new Http(addresses.genesys(), null)
        .get("/sandbox/conversations?limit=1000")
        .path("items")
        .valueStream()
        .filter(one -> one.path("address").asString("").equals(person))
        .map(one -> one.path("id").asString(""))
        .toList();
  }

  private JsonNode messages(String tenant) {
    return api.get("/api/v1/tenants/" + tenant + "/messages?limit=200").path("items");
  }

  private String status(String tenant, String deskMessage) {
    return messages(tenant)
        .valueStream()
        .filter(one -> one.path("deskMessageId").asString("").equals(deskMessage))
        .map(one -> one.path("status").asString(""))
        .findFirst()
        .orElse("");
  }

  private long unfinished(String tenant) {
    return messages(tenant)
        .valueStream()
        .filter(one ->
            List.of("RECEIVED", "DELIVERING", "UNCERTAIN")
                .contains(one.path("status").asString("")))
        .count();
  }

  private int parked(String tenant) {
    return api.get("/api/v1/parked?tenantId=" + tenant).path("items").size();
  }
}
