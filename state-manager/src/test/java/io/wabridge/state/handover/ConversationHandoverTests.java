package io.wabridge.state.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.ConversationRegistry;
import io.wabridge.kit.client.ConversationRegistry.HandedOver;
import io.wabridge.kit.client.ConversationRegistry.Said;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Ledger.Begun.Go;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.MessageId;
import io.wabridge.model.Person;
import io.wabridge.model.Status;
import io.wabridge.state.StateTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;

/** A conversation is passed on between desks: one desk has it, and nothing overtakes. */
class ConversationHandoverTests extends StateTest {

  private final String bsuid = "GB." + Ids.next();
  private final String waId = "44" + Math.abs(bsuid.hashCode());
  private final Person ada = new Person(bsuid, null, waId, "ada", "Ada");
  private final DeskId bot = requests.desk;
  private final DeskId human = new DeskId("human" + Ids.next());
  private final DeskId third = new DeskId("third" + Ids.next());
  private ConversationRegistry registry;

  @BeforeEach
  void connect() {
    registry = client(ConversationRegistry.class);
  }

  private Arrival.Located said(String id) {
    return ledger.registerInbound(requests.to(bot, ada, id));
  }

  private HandedOver passOn(ConversationId from, DeskId target, String event) {
    return registry.handOver(
        from.value(),
        new ConversationRegistry.Handover(requests.tenant, target, event, Instant.now()));
  }

  private Go begin(MessageId message, ConversationId lane) {
    return ledger
        .beginDelivery(
            message.value(),
            new Ledger.Intent(requests.tenant, "genesys-api-service", null, null, lane.value()))
        .go();
  }

  private void delivered(Arrival.Located message) {
    assertThat(begin(message.message(), message.conversation())).isEqualTo(Go.GO);
    ledger.recordOutcome(message.message().value(), requests.delivered(null));
  }

  private void arrived(Arrival.Located message, ConversationId to) {
    registry.recordArrived(
        message.message().value(), new ConversationRegistry.Moved(requests.tenant, to));
  }

  private Reply.Located replied(DeskId desk, String id) {
    return ledger.registerReply(requests.reply(desk, waId, null, id, 1));
  }

  @Test
  void theOtherDeskHasTheConversationWithItsWindow() {
    var first = said("a1");
    delivered(first);

    var passed = passOn(first.conversation(), human, "e1");

    assertThat(passed.to().desk()).isEqualTo(human);
    assertThat(passed.to().deskAddress()).isEqualTo(waId);
    assertThat(passed.from().closedAt()).isNotNull();
    assertThat(passed.recent()).containsExactly(new Said(true, "hello a1"));
    assertThat(replied(human, "r1").windowOpen()).isTrue();
    assertThat(replied(bot, "r2").conversation().closedAt()).isNotNull();
    var next = said("a2");
    assertThat(next.desk()).as("the routes do not take it back").isEqualTo(human);
    assertThat(next.conversation()).isEqualTo(passed.to().id());
    assertThat(next.behind()).isNull();
  }

  @Test
  void aRepeatedRequestHasNoOtherEffect() {
    var first = said("a1");
    var passed = passOn(first.conversation(), human, "e1");

    assertThat(passOn(first.conversation(), human, "e1").to().id()).isEqualTo(passed.to().id());
    assertThatThrownBy(() -> passOn(first.conversation(), third, "e2"))
        .isInstanceOf(HttpClientErrorException.Conflict.class);
    assertThatThrownBy(() -> passOn(passed.to().id(), human, "e3"))
        .isInstanceOf(HttpClientErrorException.Conflict.class);
  }

  @Test
  void waitingMessagesFollowAndNothingOvertakesThem() {
    var waiting = said("a1");
    var to = passOn(waiting.conversation(), human, "e1").to();

    var later = said("a2");

    assertThat(later.conversation()).isEqualTo(to.id());
    assertThat(later.behind()).isEqualTo(new Arrival.Behind(waiting.conversation(), bot));
    assertThat(begin(waiting.message(), waiting.conversation())).isEqualTo(Go.MOVED);
    assertThat(
            registry.destination(waiting.message().value(), requests.tenant.value()).conversation())
        .extracting(Conversation::id)
        .isEqualTo(to.id());
    arrived(waiting, to.id());
    assertThat(said("a3").behind()).as("a2 is still there").isEqualTo(later.behind());
    assertThat(begin(waiting.message(), to.id())).isEqualTo(Go.GO);
    assertThat(begin(later.message(), waiting.conversation())).isEqualTo(Go.MOVED);
    arrived(later, to.id());
    arrived(said("a3"), to.id());
    assertThat(said("a4").behind()).isNull();
  }

  @Test
  void aRedeliveredMessageDoesNotGoToTheFormerDesk() {
    var waiting = said("a1");
    var to = passOn(waiting.conversation(), human, "e1").to();
    arrived(waiting, to.id());

    assertThat(begin(waiting.message(), waiting.conversation())).isEqualTo(Go.MOVED);
    assertThat(begin(waiting.message(), to.id())).isEqualTo(Go.GO);
    ledger.recordOutcome(waiting.message().value(), requests.delivered(null));
    assertThat(begin(waiting.message(), waiting.conversation())).isEqualTo(Go.DONE);
    assertThat(registry.destination(waiting.message().value(), requests.tenant.value()))
        .isEqualTo(ConversationRegistry.Destination.NONE);
  }

  @Test
  void aDeliveredMessageStaysWithItsDesk() {
    var first = said("a1");
    assertThat(begin(first.message(), first.conversation())).isEqualTo(Go.GO);
    passOn(first.conversation(), human, "e1");
    ledger.recordOutcome(first.message().value(), requests.delivered(null));

    assertThat(statusOf(first.message().value())).isEqualTo(Status.DELIVERED.name());
    assertThat(said("a2").behind()).isNull();
  }

  @Test
  void repliesOfAllDesksStayInOneLane() {
    var first = said("a1");
    var before = replied(bot, "r1");
    var to = passOn(first.conversation(), human, "e1").to();
    var last = passOn(to.id(), third, "e2").to();

    assertThat(before.lane()).isEqualTo(first.conversation().value());
    assertThat(replied(third, "r2").lane()).isEqualTo(first.conversation().value());
    assertThat(last.desk()).isEqualTo(third);
    assertThat(passOn(last.id(), bot, "e3").to().id()).isEqualTo(first.conversation());
    assertThat(replied(bot, "r3").lane()).isEqualTo(first.conversation().value());
  }

  @Test
  void aClosedConversationIsRoutedAgain() {
    var first = said("a1");
    var to = passOn(first.conversation(), human, "e1").to();
    registry.close(to.id().value(), new ConversationRegistry.Close(requests.tenant));

    var next = said("a2");

    assertThat(next.desk()).isEqualTo(bot);
    assertThat(next.conversation()).isEqualTo(first.conversation());
    assertThat(replied(human, "r1").conversation().closedAt()).isNotNull();
  }

  @Test
  void aDeskDoesNotCloseAConversationThatGoesOnElsewhere() {
    var first = said("a1");
    var to = passOn(first.conversation(), human, "e1").to();
    var close = new ConversationRegistry.Close(requests.tenant);

    assertThatThrownBy(() -> registry.close(first.conversation().value(), close))
        .isInstanceOf(HttpClientErrorException.Conflict.class);
    assertThat(replied(human, "r1").conversation().closedAt()).isNull();
    registry.close(to.id().value(), close);
    assertThatCode(() -> registry.close(to.id().value(), close))
        .as("the same request again")
        .doesNotThrowAnyException();
  }

  @Test
  void saysSinceWhenADeskHasTheConversationAndWhatMovedTheMessage() {
    var waiting = said("a1");
    assertThat(destination(waiting).assignedAt()).isNull();
    assertThat(destination(waiting).movedBy()).isNull();

    var to = passOn(waiting.conversation(), human, "e1").to();

    assertThat(destination(waiting).assignedAt())
        .isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
    assertThat(destination(waiting).movedBy()).isEqualTo("e1");
    arrived(waiting, to.id());
    assertThat(destination(waiting).assignedAt()).isNotNull();
    assertThat(destination(waiting).movedBy()).isNull();
  }

  private ConversationRegistry.Destination destination(Arrival.Located message) {
    return registry.destination(message.message().value(), requests.tenant.value());
  }

  @Test
  void whatThePersonDidNotGetIsNotAmongTheLastMessages() {
    var first = said("a1");
    delivered(first);
    replied(bot, "r1");
    var refused = replied(bot, "r2").messages().getFirst().id();
    ledger.recordOutcome(refused.value(), requests.outcome(Status.FAILED, null));

    assertThat(passOn(first.conversation(), human, "e1").recent())
        .containsExactly(new Said(true, "hello a1"), new Said(false, "answer"));
  }

  @Test
  void theAgentWhoClosedAConversationCanWriteAgain() {
    var first = said("a1");
    registry.close(first.conversation().value(), new ConversationRegistry.Close(requests.tenant));

    assertThat(replied(bot, "r1").conversation().closedAt()).isNull();
  }

  @Test
  void aConversationStaysAtAnEligibleDeskUntilItEnds() {
    var atHuman = ledger.registerInbound(requests.to(human, ada, "a1"));

    var next = ledger.registerInbound(routed("a2", List.of(human, bot), 3600));
    assertThat(next.conversation()).isEqualTo(atHuman.conversation());
    assertThat(next.desk()).isEqualTo(human);

    var elsewhere = ledger.registerInbound(routed("a3", List.of(bot), 3600));
    assertThat(elsewhere.desk()).isEqualTo(bot);
    assertThat(elsewhere.notices()).hasSize(1);
    assertThat(elsewhere.notices().getFirst().conversation()).isEqualTo(atHuman.conversation());
  }

  @Test
  void anIdleConversationCountsAsNew() {
    var first = said("a1");
    var to = passOn(first.conversation(), human, "e1").to();
    db.sql(
            """
            update conversation_mappings set last_activity_at = now() - interval '2 hours'
            where conversation_id = :id
            """)
        .param("id", to.id().value())
        .update();

    assertThat(ledger.registerInbound(routed("a2", List.of(bot, human), 3600)).desk())
        .isEqualTo(bot);
  }

  private Arrival routed(String id, List<DeskId> eligible, long endsAfter) {
    var plain = requests.to(bot, ada, id);
    return new Arrival(
        plain.tenant(),
        plain.channel(),
        plain.desk(),
        plain.person(),
        plain.externalId(),
        plain.kind(),
        plain.excerpt(),
        null,
        true,
        plain.saidAt(),
        plain.acceptedAt(),
        null,
        null,
        null,
        null,
        eligible,
        endsAfter);
  }

  @Test
  void copiesForReadersAreRegisteredOnce() {
    var first = said("a1");
    var copies = new ConversationRegistry.Copies(requests.tenant, List.of(third, bot));

    var copied = registry.registerCopies(first.message().value(), copies);

    assertThat(copied).hasSize(1);
    assertThat(copied.getFirst().desk()).isEqualTo(third);
    assertThat(registry.registerCopies(first.message().value(), copies)).isEqualTo(copied);
    assertThat(replied(third, "r1").conversation().closedAt()).as("may only read").isNotNull();
    assertThat(said("a2").desk()).isEqualTo(bot);
  }

  @Test
  void aNoticeIsRegisteredOnce() {
    var first = said("a1");
    var notice = new ConversationRegistry.Notice(requests.tenant, new ExternalId("n#" + bsuid));

    var registered = registry.registerNotice(first.conversation().value(), notice);

    assertThat(registered.status()).isEqualTo(Status.RECEIVED);
    assertThat(registry.registerNotice(first.conversation().value(), notice).message())
        .isEqualTo(registered.message());
  }
}
