package io.wabridge.state.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.kit.client.Ledger;
import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Status;
import io.wabridge.state.LedgerRequests;
import io.wabridge.state.StateTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.client.HttpClientErrorException;

/** An agent or a flow writes first, to the phone number of a known person. */
class AgentBeginsTests extends StateTest {

  /** A British mobile number that no other test has. */
  private final String waId = "447" + (100_000_000 + Math.abs(Ids.next().hashCode()) % 900_000_000);

  private String spelled(String pattern) {
    return pattern
        .replace("NUMBER", waId)
        .replace("TRUNK", waId.substring(0, 2) + " (0) " + waId.substring(2))
        .replace(
            "SPACED", waId.substring(0, 2) + " " + waId.substring(2, 6) + " " + waId.substring(6));
  }

  private Ledger.DeskAddress at(String address) {
    return new Ledger.DeskAddress(requests.tenant, requests.desk, address);
  }

  private void isUnknown(String address) {
    assertThatThrownBy(() -> ledger.locate(at(address)))
        .isInstanceOf(HttpClientErrorException.NotFound.class);
    assertThatThrownBy(() -> ledger.registerReply(requests.reply(address, Ids.next(), 1)))
        .isInstanceOf(HttpClientErrorException.NotFound.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+NUMBER",
        "00NUMBER",
        "+SPACED",
        "tel:+NUMBER",
        "TEL:+SPACED",
        "+SPACED;ext=1",
        "+TRUNK",
        "00TRUNK",
        " NUMBER "
      })
  void agentBeginsWithPlus(String pattern) {
    var known = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var address = spelled(pattern);

    assertThat(ledger.locate(at(address)).id()).isEqualTo(known.conversation());
    var reply = ledger.registerReply(requests.reply(requests.desk, address, "new-" + waId, "r", 1));
    assertThat(reply.conversation().id()).isEqualTo(known.conversation());
    assertThat(reply.conversation().person().waId()).isEqualTo(waId);
    assertThat(reply.windowOpen()).isTrue();

    var id = reply.messages().getFirst().id().value();
    ledger.beginDelivery(id, requests.intent());
    ledger.recordOutcome(id, requests.outcome(Status.ACCEPTED, "w"));
    assertThat(
            ledger
                .applyStatus(requests.statusUpdate("w", id, Status.DELIVERED))
                .forDesk()
                .deskAddress())
        .isEqualTo(address);
  }

  @Test
  void countryCodeIsNotGuessed() {
    ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));

    isUnknown("0" + waId.substring(2));
    isUnknown(waId.substring(2));
    isUnknown("+1" + waId);
    isUnknown("+");
    isUnknown("ada@example.test");
  }

  @Test
  void personOfAnotherDeskOrTenantIsUnknown() {
    ledger.registerInbound(requests.to(new DeskId(Ids.next()), Person.ofWaId(waId), "a"));
    ledger.registerInbound(new LedgerRequests().by(Person.ofWaId(waId), "b"));

    isUnknown("+" + waId);
  }

  @Test
  void newOwnerOfTheNumberIsMeant() {
    var former =
        ledger.registerInbound(requests.by(new Person("GB.1", null, waId, null, null), "a"));
    var owner =
        ledger.registerInbound(requests.by(new Person("GB.2", null, waId, null, null), "b"));

    assertThat(ledger.locate(at("+" + waId)).id())
        .isEqualTo(owner.conversation())
        .isNotEqualTo(former.conversation());
  }

  @Test
  void numberKnownOnTwoChannelsMeansTheOneWithThatAddress() {
    var first = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    ledger.registerInbound(
        requests.by(
            Person.ofWaId(waId), new ChannelId(Ids.next()), "b", null, true, Instant.now()));

    assertThat(ledger.locate(at("+" + waId)).id()).isEqualTo(first.conversation());
  }
}
