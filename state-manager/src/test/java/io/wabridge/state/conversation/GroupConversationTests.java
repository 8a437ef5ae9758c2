package io.wabridge.state.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.state.StateTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A group is the partner of its own conversation. */
class GroupConversationTests extends StateTest {

  private final Person member = Person.ofWaId("44" + Math.abs(Ids.next().hashCode()));
  private final Person group = Person.ofGroup("G-" + Ids.next(), "Club");

  @Test
  void groupHasItsOwnConversation() {
    var privately = ledger.registerInbound(requests.by(member, "a"));
    var inGroup = ledger.registerInbound(requests.by(group, "b"));
    var again = ledger.registerInbound(requests.by(group, "c"));

    assertThat(inGroup.conversation()).isNotEqualTo(privately.conversation());
    assertThat(again.conversation()).isEqualTo(inGroup.conversation());
    assertThat(again.person()).isEqualTo(group);
    assertThat(ledger.registerInbound(requests.by(member, "d")).conversation())
        .isEqualTo(privately.conversation());
  }

  @Test
  void answerGoesToTheGroup() {
    ledger.registerInbound(requests.by(member, "a"));
    var inGroup = ledger.registerInbound(requests.by(group, "b"));

    var answer = ledger.registerReply(requests.reply(inGroup.deskAddress(), "r", 1));

    assertThat(answer.conversation().person()).isEqualTo(group);
    assertThat(
            get("/api/v1/tenants/" + requests.tenant + "/conversations/" + inGroup.conversation())
                .path("groupId")
                .asString())
        .isEqualTo(group.group());
  }

  @Test
  void groupMovesWithItsChannel() {
    var here = ledger.registerInbound(requests.by(group, "a"));
    var other = new DeskId(Ids.next());
    var there = ledger.registerInbound(requests.to(other, group, "b"));

    assertThat(there.conversation()).isNotEqualTo(here.conversation());
    assertThat(there.person()).isEqualTo(group);
    assertThat(ledger.registerReply(requests.reply(here.deskAddress(), "r", 1)).conversation())
        .satisfies(closed -> assertThat(closed.closedAt()).isNotNull());
  }

  @Test
  void groupsOfTwoChannelsAreKeptApart() {
    var one = ledger.registerInbound(requests.by(group, "a"));
    var two =
        ledger.registerInbound(
            requests.by(group, new ChannelId(Ids.next()), "b", null, true, Instant.now()));

    assertThat(two.conversation()).isNotEqualTo(one.conversation());
  }

  @Test
  void personKnownByTheParentIdOnlyHasOneConversation() {
    var parent = new Person(null, "GB.ENT." + Ids.next(), null, null, null);

    assertThat(ledger.registerInbound(requests.by(parent, "a")).conversation())
        .isEqualTo(ledger.registerInbound(requests.by(parent, "b")).conversation());
  }
}
