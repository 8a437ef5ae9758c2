package io.wabridge.state;

import io.wabridge.kit.NotThere;
import io.wabridge.kit.lane.Parking;
import io.wabridge.kit.memory.Arrival;
import io.wabridge.kit.memory.Ledger;
import io.wabridge.kit.memory.Reply;
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

/**
 * What the stages tell and ask: the server side of {@link Ledger}. Every call is one transaction.
 */
@RestController
@Transactional
class LedgerController {

  private static final Duration WINDOW = Duration.ofHours(24);

  private final Conversations conversations;
  private final Messages messages;
  private final Handover handover;
  private final ParkingLot parking;
  private final JdbcClient db;

  LedgerController(
      Conversations conversations,
      Messages messages,
      Handover handover,
      ParkingLot parking,
      JdbcClient db) {
    this.conversations = conversations;
    this.messages = messages;
    this.handover = handover;
    this.parking = parking;
    this.db = db;
  }

  @PostMapping("/internal/arrivals")
  Arrival.Located arrived(@RequestBody Arrival arrival) {
    var conversation = conversations.of(arrival);
    var message = messages.register(arrival, conversation);
    var refersTo = arrival.refersTo();
    return new Arrival.Located(
        conversation.id(),
        conversation.deskAddress(),
        conversation.person(),
        message.id(),
        message.status(),
        refersTo == null
            ? null
            : messages.excerpt(arrival.tenant(), arrival.channel().value(), refersTo).orElse(null));
  }

  @PostMapping("/internal/replies")
  Reply.Located replied(@RequestBody Reply reply) {
    var conversation =
        conversations
            .of(reply)
            .orElseThrow(() -> new NotThere("No person of this desk has this address."));
    var deskConversation = reply.deskConversation();
    if (deskConversation != null) {
      conversations.atDesk(reply.tenant(), conversation.id().value(), deskConversation);
    }
    var registered =
        IntStream.range(0, reply.parts().size())
            .mapToObj(part -> messages.register(reply, part, conversation))
            .map(known -> new Reply.Registered(known.id(), known.status()))
            .toList();
    var lastInbound = conversation.lastInboundAt();
    return new Reply.Located(
        conversation,
        registered,
        lastInbound != null && Instant.now().isBefore(lastInbound.plus(WINDOW)),
        db.sql("select last_inbound_id from conversation_mappings where conversation_id = :id")
            .param("id", conversation.id().value())
            .query(String.class)
            .optional()
            .map(ExternalId::new)
            .orElse(null));
  }

  @PostMapping("/internal/messages/{id}/begin")
  Ledger.Begun begin(@PathVariable String id, @RequestBody Ledger.Intent intent) {
    return handover.begin(id, intent);
  }

  @PostMapping("/internal/messages/{id}/end")
  void end(@PathVariable String id, @RequestBody Ledger.Ended ended) {
    handover.end(id, ended);
  }

  @PostMapping("/internal/statuses")
  Ledger.Applied became(@RequestBody Ledger.Became became) {
    return handover.became(became);
  }

  @PostMapping("/internal/messages/{id}/told")
  void told(@PathVariable String id, @RequestBody Ledger.Told told) {
    handover.told(id, told);
  }

  @PostMapping("/internal/renamings")
  void renamed(@RequestBody Ledger.Renamed renamed) {
    conversations.renamed(renamed);
  }

  @PostMapping("/internal/parked")
  void park(@RequestBody Parking.Parked parked) {
    parking.park(parked);
  }
}
