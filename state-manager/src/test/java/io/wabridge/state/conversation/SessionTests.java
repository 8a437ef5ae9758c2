package io.wabridge.state.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.DeskId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Session;
import io.wabridge.model.TenantId;
import io.wabridge.state.StateTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.client.HttpClientErrorException;

/**
 * The session that a desk's connector keeps for a conversation is returned before the next
 * delivery.
 */
class SessionTests extends StateTest {

  @Autowired FieldEncryption encryption;

  private final String waId = "44" + Math.abs(Ids.next().hashCode());
  private String conversation;
  private int said;

  @BeforeEach
  void aPersonHasWritten() {
    conversation =
        ledger.registerInbound(requests.by(Person.ofWaId(waId), "first")).conversation().value();
  }

  private @Nullable Session before(String message) {
    return ledger.beginDelivery(message, requests.intent()).session();
  }

  private String message() {
    said++;
    return ledger.registerInbound(requests.by(Person.ofWaId(waId), "m" + said)).message().value();
  }

  /** Delivers one more message and returns the session that was returned before it. */
  private @Nullable Session delivered(@Nullable Session after) {
    var message = message();
    var before = before(message);
    ledger.recordOutcome(message, requests.delivered(after));
    return before;
  }

  private static Session session(String desk, @Nullable String state) {
    return new Session(desk, state, Instant.now());
  }

  private byte @Nullable [] stored() {
    return db.sql("select desk_session from conversation_mappings where conversation_id = :id")
        .param("id", conversation)
        .query((row, _) -> Optional.ofNullable(row.getBytes(1)))
        .single()
        .orElse(null);
  }

  /** The row's version: it changes when the row is written. */
  private String version() {
    return db.sql("select ctid::text from conversation_mappings where conversation_id = :id")
        .param("id", conversation)
        .query(String.class)
        .single();
  }

  private void age(Duration age) {
    db.sql(
            """
            update conversation_mappings
            set desk_conversation_at = now() - :age * interval '1 second' where conversation_id = :id
            """)
        .param("age", age.toSeconds())
        .param("id", conversation)
        .update();
  }

  @Test
  void returnsTheSessionBeforeTheNextDelivery() {
    assertThat(delivered(session("c-" + waId, "token 1"))).isNull();

    var second = delivered(session("c-" + waId, "token 2"));
    assertThat(second.conversation()).isEqualTo("c-" + waId);
    assertThat(second.state()).isEqualTo("token 1");
    assertThat(second.at()).isBetween(Instant.now().minusSeconds(60), Instant.now());

    assertThat(delivered(null).state()).isEqualTo("token 2");
    assertThat(delivered(session("d-" + waId, null)).state()).isEqualTo("token 2");
    var last = delivered(null);
    assertThat(last.conversation()).isEqualTo("d-" + waId);
    assertThat(last.state()).isNull();
  }

  @Test
  void encryptsASessionForItsConversation() {
    delivered(session("c-" + waId, "the participant's token"));

    var locked = stored();
    var place = requests.tenant + "|conversation_mappings|desk_session|";
    assertThat(new String(locked, StandardCharsets.ISO_8859_1)).doesNotContain("participant");
    assertThat(encryption.decrypt(locked, place + conversation))
        .isEqualTo("the participant's token");
    assertThatIllegalStateException()
        .isThrownBy(() -> encryption.decrypt(locked, place + Ids.next()));
  }

  @Test
  void writesAnUnchangedSessionOnceAMinute() {
    for (var state : new String[] {"token", null}) {
      delivered(session("c-" + waId, state));
      var message = message();
      before(message);
      var version = version();
      var locked = stored();
      ledger.recordOutcome(message, requests.delivered(session("c-" + waId, state)));
      assertThat(version()).isEqualTo(version);

      var later = message();
      before(later);
      age(Duration.ofSeconds(61));
      ledger.recordOutcome(later, requests.delivered(session("c-" + waId, state)));
      assertThat(stored()).isEqualTo(locked);
      assertThat(delivered(null).at()).isAfter(Instant.now().minusSeconds(60));
    }
  }

  @Test
  void writesAChangedStateAtOnce() {
    delivered(session("c-" + waId, "token 1"));
    delivered(session("c-" + waId, "token 2"));
    assertThat(delivered(session("c-" + waId, null)).state()).isEqualTo("token 2");
    assertThat(delivered(session("c-" + waId, "token 3")).state()).isNull();
    assertThat(delivered(null).state()).isEqualTo("token 3");
  }

  @Test
  void connectorSeesTheAgeOfTheSession() {
    delivered(session("c-" + waId, "token"));
    age(Duration.ofHours(25));

    assertThat(delivered(null).at()).isBefore(Instant.now().minus(Duration.ofHours(24)));
  }

  @Test
  void replyDropsTheSessionOfAnotherDeskConversation() {
    delivered(session("c-" + waId, "token"));
    age(Duration.ofHours(25));

    ledger.registerReply(requests.reply(requests.desk, waId, "c-" + waId, "r1", 1));
    var same = delivered(null);
    assertThat(same.state()).isEqualTo("token");
    assertThat(same.at()).isAfter(Instant.now().minusSeconds(60));

    ledger.registerReply(requests.reply(requests.desk, waId, "d-" + waId, "r2", 1));
    var another = delivered(null);
    assertThat(another.conversation()).isEqualTo("d-" + waId);
    assertThat(another.state()).isNull();
  }

  /** For files of agents and receipts, which no delivery precedes. */
  @Test
  void returnsTheSessionOfAConversation() {
    assertThat(ledger.session(requests.tenant.value(), conversation).session()).isNull();
    delivered(session("c-" + waId, "token"));

    var kept = ledger.session(requests.tenant.value(), conversation).session();
    assertThat(kept.conversation()).isEqualTo("c-" + waId);
    assertThat(kept.state()).isEqualTo("token");
    assertThat(ledger.session(Ids.next(), conversation).session()).as("of another tenant").isNull();
    assertThat(ledger.session(requests.tenant.value(), Ids.next()).session()).isNull();
  }

  @Test
  void findsAConversationByTheDesksIdOfIt() {
    delivered(session("c-" + waId, "token 1"));
    delivered(session("d-" + waId, "token 2"));

    assertThat(atDesk(requests.tenant, requests.desk, "d-" + waId)).isEqualTo(waId);
    assertThat(atDesk(requests.tenant, requests.desk, "c-" + waId))
        .as("a late message of the former one")
        .isEqualTo(waId);
    for (var unknown :
        List.of(
            new Ledger.DeskConversation(requests.tenant, requests.desk, "x-" + waId),
            new Ledger.DeskConversation(requests.tenant, new DeskId(Ids.next()), "d-" + waId),
            new Ledger.DeskConversation(new TenantId(Ids.next()), requests.desk, "d-" + waId))) {
      assertThatThrownBy(() -> ledger.locateAtDesk(unknown))
          .isInstanceOf(HttpClientErrorException.NotFound.class);
    }
    assertThat(delivered(null).state()).as("asking changes nothing").isEqualTo("token 2");
  }

  private String atDesk(TenantId tenant, DeskId desk, String deskConversation) {
    return ledger
        .locateAtDesk(new Ledger.DeskConversation(tenant, desk, deskConversation))
        .deskAddress();
  }

  @Test
  void returnsTheSessionForAnAgentsMessage() {
    delivered(session("c-" + waId, "token"));
    var reply = ledger.registerReply(requests.reply(waId, "r1", 1)).messages().getFirst();

    assertThat(before(reply.id().value()).state()).isEqualTo("token");
  }
}
