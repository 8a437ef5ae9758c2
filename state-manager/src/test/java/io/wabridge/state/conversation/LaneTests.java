package io.wabridge.state.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.LaneDirectory;
import io.wabridge.kit.lane.Holding;
import io.wabridge.kit.lane.Lanes;
import io.wabridge.model.ChannelId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.state.StateTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which lane the webhooks of a known person stay in order. */
class LaneTests extends StateTest {

  private final String bsuid = "GB." + Ids.next();
  private final String waId = "44" + Math.abs(bsuid.hashCode());

  private void said(Person person, String id, String lane) {
    ledger.registerInbound(
        new Arrival(
            requests.tenant,
            requests.channel,
            requests.desk,
            person,
            new ExternalId(id + requests.unique),
            "text",
            "hello",
            null,
            true,
            Instant.now(),
            Instant.now(),
            null,
            null,
            null,
            lane));
  }

  private List<String> lanes(List<List<String>> people) {
    return lanes(requests.channel, people);
  }

  private List<String> lanes(ChannelId channel, List<List<String>> people) {
    return client(LaneDirectory.class)
        .lanes(new LaneDirectory.Question(requests.tenant, channel, "900", people));
  }

  @Test
  void laneIsThatOfThePersonsFirstMessage() {
    said(Person.ofWaId(waId), "a", "900:" + waId);
    said(new Person(bsuid, null, waId, null, null), "b", "900:" + waId);
    said(Person.ofBsuid(bsuid), "c", "another");

    assertThat(
            lanes(List.of(List.of("unknown"), List.of(bsuid), List.of("unknown", waId), List.of())))
        .containsExactly(null, "900:" + waId, "900:" + waId, null);
    assertThat(lanes(new ChannelId(Ids.next()), List.of(List.of(bsuid))))
        .containsExactly((String) null);
  }

  @Test
  void laneOfAConversationWithoutOneIsTheBestKey() {
    ledger.registerInbound(requests.by(new Person(bsuid, null, waId, null, null), "a"));

    assertThat(lanes(List.of(List.of(waId), List.of(bsuid))))
        .containsExactly("900:" + bsuid, "900:" + bsuid);
  }

  @Test
  void laneOfAGroupIsKnown() {
    said(Person.ofGroup(bsuid, "Club"), "a", "900:" + bsuid);

    assertThat(lanes(List.of(List.of(bsuid)))).containsExactly("900:" + bsuid);
  }

  @Test
  void ofTwoLanesTheOneOfTheConversationThatGoesOnIsNamed() {
    said(Person.ofBsuid(bsuid), "a", "lane-u");
    said(Person.ofWaId(waId), "b", "lane-n");
    assertThat(lanes(List.of(List.of(bsuid, waId)))).containsExactly("lane-n");

    said(Person.ofBsuid(bsuid), "c", "lane-u");
    assertThat(lanes(List.of(List.of(bsuid, waId)))).containsExactly("lane-u");

    said(new Person(bsuid, null, waId, null, null), "d", "lane-u");
    assertThat(lanes(List.of(List.of(bsuid), List.of(waId)))).containsExactly("lane-u", "lane-u");
  }

  @Test
  void ofTwoLanesTheOneWithHeldMessagesIsNamed() {
    var held = "held-" + bsuid;
    said(Person.ofBsuid(bsuid), "a", held);
    said(Person.ofWaId(waId), "b", "lane-n");
    holding.hold(
        new Holding.Held(
            "inbound-transformer",
            held,
            Lanes.hash(held),
            requests.tenant.value(),
            "channel.part.v1",
            "m:" + bsuid,
            "way",
            null,
            Reason.UNAVAILABLE,
            "later",
            1,
            Duration.ofHours(1),
            "{}"));

    assertThat(lanes(List.of(List.of(bsuid, waId)))).containsExactly(held);
  }
}
