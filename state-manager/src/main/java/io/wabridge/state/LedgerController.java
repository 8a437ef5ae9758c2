package io.wabridge.state;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Reply;
import io.wabridge.kit.lane.Parking;
import io.wabridge.model.ExternalId;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Requests of the stages: the server side of {@link Ledger}. Every call is one transaction. */
@RestController
@Transactional
class LedgerController {

  private static final Duration WINDOW = Duration.ofHours(24);

  private final Conversations conversations;
  private final Sessions sessions;
  private final Messages messages;
  private final OpenQuestions questions;
  private final Handover handover;
  private final ParkingLot parking;
  private final JdbcClient db;

  LedgerController(
      Conversations conversations,
      Sessions sessions,
      Messages messages,
      OpenQuestions questions,
      Handover handover,
      ParkingLot parking,
      JdbcClient db) {
    this.conversations = conversations;
    this.sessions = sessions;
    this.messages = messages;
    this.questions = questions;
    this.handover = handover;
    this.parking = parking;
    this.db = db;
  }

  @PostMapping("/internal/arrivals")
  Arrival.Located registerInbound(@RequestBody Arrival arrival) {
    var conversation = conversations.of(arrival);
    var message = messages.register(arrival, conversation);
    var refersTo = arrival.refersTo();
    var registeredIn =
        message.conversation().equals(conversation.id())
            ? conversation
            : conversations.get(message.conversation()).orElseThrow();
    var quoted =
        refersTo == null
            ? null
            : messages.quoted(arrival, refersTo, registeredIn.desk()).orElse(null);
    var answered = questions.answer(arrival, registeredIn, quoted);
    return new Arrival.Located(
        registeredIn.id(),
        registeredIn.desk(),
        registeredIn.deskAddress(),
        registeredIn.person(),
        message.id(),
        message.status(),
        answered
            .map(OpenQuestions.Answered::question)
            .orElse(quoted == null ? null : quoted.atDesk()),
        quoted == null ? null : quoted.excerpt(),
        answered.map(OpenQuestions.Answered::answer).orElse(null));
  }

  @PostMapping("/internal/conversations/locate")
  Conversation locate(@RequestBody Ledger.DeskAddress address) {
    return conversations
        .at(address)
        .orElseThrow(() -> new NotFoundException("No person of this desk has this address."));
  }

  @PostMapping("/internal/replies")
  Reply.Located registerReply(@RequestBody Reply reply) {
    var conversation =
        conversations
            .of(reply)
            .orElseThrow(() -> new NotFoundException("No person of this desk has this address."));
    var deskConversation = reply.deskConversation();
    if (deskConversation != null) {
      sessions.saveDeskConversation(reply.tenant(), conversation.id(), deskConversation);
    }
    var repeated = messages.has(reply);
    var registered =
        IntStream.range(0, reply.parts().size())
            .mapToObj(part -> messages.register(reply, part, conversation))
            .map(known -> new Reply.Registered(known.id(), known.status()))
            .toList();
    var lastInbound = conversation.lastInboundAt();
    var windowOpen = lastInbound != null && Instant.now().isBefore(lastInbound.plus(WINDOW));
    if (windowOpen && !repeated && conversation.closedAt() == null) {
      questions.replace(reply, conversation.id());
    }
    return new Reply.Located(
        conversation,
        registered,
        windowOpen,
        db.sql("select last_inbound_id from conversation_mappings where conversation_id = :id")
            .param("id", conversation.id().value())
            .query(String.class)
            .optional()
            .map(ExternalId::new)
            .orElse(null));
  }

  @PostMapping("/internal/messages/{id}/begin")
  Ledger.Begun beginDelivery(@PathVariable String id, @RequestBody Ledger.Intent intent) {
    return handover.beginDelivery(id, intent);
  }

  @PostMapping("/internal/messages/{id}/end")
  void recordOutcome(@PathVariable String id, @RequestBody Ledger.DeliveryOutcome outcome) {
    handover.recordOutcome(id, outcome);
  }

  @PostMapping("/internal/statuses")
  Ledger.Applied applyStatus(@RequestBody Ledger.StatusUpdate update) {
    return handover.applyStatus(update);
  }

  @PostMapping("/internal/messages/{id}/told")
  void markDeskNotified(@PathVariable String id, @RequestBody Ledger.DeskNotified notified) {
    handover.markDeskNotified(id, notified);
  }

  @PostMapping("/internal/renamings")
  void recordRename(@RequestBody Ledger.Renamed renamed) {
    conversations.recordRename(renamed);
  }

  @PostMapping("/internal/parked")
  void park(@RequestBody Parking.Parked parked) {
    parking.park(parked);
  }
}
