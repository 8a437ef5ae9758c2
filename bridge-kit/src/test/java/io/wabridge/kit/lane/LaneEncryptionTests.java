package io.wabridge.kit.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import io.wabridge.model.Envelope;
import io.wabridge.model.Reason;
import io.wabridge.testkit.Broker;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Envelopes are unreadable in the broker, and only those that were encrypted here are accepted. */
class LaneEncryptionTests {

  private final List<Integer> seen = new CopyOnWriteArrayList<>();

  private Outcome note(Envelope<?> envelope) {
    seen.add(TestStage.number(envelope));
    return Outcome.DONE;
  }

  @Test
  void abuse24_theBrokerHasNeitherTextNorNumber() {
    try (var stage = new TestStage()) {
      stage.say("channel:34600111222", 7001);

      var message = Broker.takeEncrypted(stage.name).getFirst();

      assertThat(new String(message.getBody(), StandardCharsets.ISO_8859_1))
          .doesNotContain("7001")
          .doesNotContain("34600111222");
      assertThat(message.getProperties().toString()).doesNotContain("34600111222");
      assertThat(message.getProperties().getHeaders().get("bridge-tenant")).hasToString("tenant");
    }
  }

  @Test
  void readsWhatItPublished() {
    try (var stage = new TestStage()) {
      stage.say("ada", 1);
      stage.read(this::note);

      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.equals(List.of(1)));
    }
  }

  @Test
  void readsPlainEnvelopesOfAnEarlierVersionInTheirOrder() throws Exception {
    try (var stage = new TestStage()) {
      publish(stage, plain(stage, 1));
      stage.say("ada", 2);
      stage.read(this::note);

      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.equals(List.of(1, 2)));
    }
  }

  @Test
  void abuse26_aPlainEnvelopeIsParkedWhereItIsNotAllowed() throws Exception {
    try (var stage = new TestStage()) {
      publish(stage, plain(stage, 1));
      stage.say("ada", 2);
      stage.readEncrypted(this::note);

      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.equals(List.of(2)));
      assertThat(stage.parked)
          .singleElement()
          .satisfies(parked -> {
            assertThat(parked.reason()).isEqualTo(Reason.UNREADABLE);
            assertThat(parked.detail()).contains("not encrypted");
          });
    }
  }

  @Test
  void abuse25_anEnvelopeOfAnotherStageTenantOrContractIsParked() throws Exception {
    try (var stage = new TestStage();
        var other = new TestStage()) {
      other.say("ada", 1);
      var moved = Broker.takeEncrypted(other.name).getFirst();
      stage.say("ada", 2);
      var own = Broker.takeEncrypted(stage.name);
      publish(stage, moved);
      publish(stage, with(own.getFirst(), "another-tenant", "channel.part.v1"));
      publish(stage, with(own.getFirst(), "tenant", "desk.part.v1"));
      var changed = own.getFirst().getBody().clone();
      changed[changed.length - 1] ^= 1;
      publish(
          stage,
          new Delivery(own.getFirst().getEnvelope(), own.getFirst().getProperties(), changed));
      publish(stage, own.getLast());
      stage.read(this::note);

      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 1 && stage.parked.size() >= 4);
      assertThat(seen).containsExactly(2);
      assertThat(stage.parked)
          .allSatisfy(parked -> {
            assertThat(parked.reason()).isEqualTo(Reason.UNREADABLE);
            assertThat(parked.tenant()).isNull();
            assertThat(parked.envelope()).startsWith("encrypted:");
          });
    }
  }

  private static Delivery plain(TestStage stage, int number) {
    return new Delivery(
        null,
        new AMQP.BasicProperties.Builder().type("channel.part.v1").build(),
        stage.codec.write(TestStage.envelope("ada", number)));
  }

  private static Delivery with(Delivery message, String tenant, String contract) {
    var headers = new HashMap<>(message.getProperties().getHeaders());
    headers.put("bridge-tenant", tenant);
    return new Delivery(
        message.getEnvelope(),
        message.getProperties().builder().headers(headers).type(contract).build(),
        message.getBody());
  }

  private static void publish(TestStage stage, Delivery message) throws Exception {
    try (var connection = Broker.connections().newConnection("tests");
        var channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.basicPublish(
          "", stage.lanes.lane(stage.name, "ada"), message.getProperties(), message.getBody());
      channel.waitForConfirmsOrDie(5000);
    }
  }
}
