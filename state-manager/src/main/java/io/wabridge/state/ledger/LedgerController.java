package io.wabridge.state.ledger;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Reply;
import io.wabridge.kit.lane.Parking;
import io.wabridge.model.ConversationId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import io.wabridge.state.DbSafeText;
import io.wabridge.state.conversation.Conversations;
import io.wabridge.state.conversation.InboundConversations;
import io.wabridge.state.conversation.MarketingChoices;
import io.wabridge.state.conversation.PersonNotices;
import io.wabridge.state.conversation.Renames;
import io.wabridge.state.conversation.Sessions;
import io.wabridge.state.handover.Handovers;
import io.wabridge.state.history.MessageContents;
import io.wabridge.state.message.DeskReceipts;
import io.wabridge.state.message.Messages;
import io.wabridge.state.message.References;
import io.wabridge.state.parked.ParkingLot;
import io.wabridge.state.window.EntryPoints;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Requests of the stages: the server side of {@link Ledger}. Every call is one transaction, except
 * those of {@link Handover}, which commits its steps one by one. The keys of a new tenant are
 * committed before it.
 */
@RestController
@Transactional
class LedgerController {

  private static final Duration WINDOW = Duration.ofHours(24);

  private final InboundConversations inbound;
  private final Renames renames;
  private final Conversations conversations;
  private final Sessions sessions;
  private final Messages messages;
  private final References references;
  private final PersonNotices notices;
  private final OpenQuestions questions;
  private final Handover handover;
  private final DeskReceipts receipts;
  private final MarketingChoices marketing;
  private final FailureNotes failureNotes;
  private final ParkingLot parking;
  private final Handovers handovers;
  private final MessageContents contents;
  private final EntryPoints entryPoints;
  private final TransactionOperations transactions;
  private final JdbcClient db;

  LedgerController(
      InboundConversations inbound,
      Renames renames,
      Conversations conversations,
      Sessions sessions,
      Messages messages,
      References references,
      PersonNotices notices,
      OpenQuestions questions,
      Handover handover,
      DeskReceipts receipts,
      MarketingChoices marketing,
      FailureNotes failureNotes,
      ParkingLot parking,
      Handovers handovers,
      MessageContents contents,
      EntryPoints entryPoints,
      TransactionOperations transactions,
      JdbcClient db) {
    this.inbound = inbound;
    this.renames = renames;
    this.conversations = conversations;
    this.sessions = sessions;
    this.messages = messages;
    this.references = references;
    this.notices = notices;
    this.questions = questions;
    this.handover = handover;
    this.receipts = receipts;
    this.marketing = marketing;
    this.failureNotes = failureNotes;
    this.parking = parking;
    this.handovers = handovers;
    this.contents = contents;
    this.entryPoints = entryPoints;
    this.transactions = transactions;
    this.db = db;
  }

  @PostMapping("/internal/arrivals")
  @Transactional(propagation = Propagation.SUPPORTS)
  Arrival.Located registerInbound(@RequestBody Arrival arrival) {
    contents.prepare(arrival.tenant(), arrival.kept());
    return Objects.requireNonNull(transactions.execute(_ -> register(arrival)));
  }

  private Arrival.Located register(Arrival arrival) {
    var conversation = inbound.of(arrival);
    if (arrival.entryPoint()) {
      entryPoints.record(conversation.id(), arrival.saidAt());
    }
    var message = messages.register(arrival, conversation);
    var refersTo = arrival.refersTo();
    var registeredIn =
        message.conversation().equals(conversation.id())
            ? conversation
            : conversations.get(message.conversation()).orElseThrow();
    var quoted =
        refersTo == null ? null : references.quoted(arrival, refersTo, registeredIn).orElse(null);
    if (message.status() == Status.RECEIVED) {
      contents.save(
          arrival.tenant(), message.id(), quoted == null ? null : quoted.id(), arrival.kept());
    }
    var answered = questions.answer(arrival, registeredIn, quoted);
    return new Arrival.Located(
        registeredIn.id(),
        registeredIn.desk(),
        registeredIn.deskAddress(),
        registeredIn
            .person()
            .withMarketing(
                marketing.allowed(arrival.tenant(), arrival.channel(), registeredIn.person())),
        message.id(),
        message.status(),
        answered
            .map(OpenQuestions.Answered::question)
            .orElse(quoted == null ? null : quoted.atDesk()),
        quoted == null ? null : quoted.excerpt(),
        notices.pending(arrival),
        answered.map(OpenQuestions.Answered::answer).orElse(null),
        message.status() == Status.RECEIVED
            ? handovers.queue(registeredIn, message.id()).orElse(null)
            : null);
  }

  @PostMapping("/internal/conversations/locate")
  Conversation locate(@RequestBody Ledger.DeskAddress address) {
    return conversations
        .at(address)
        .orElseThrow(() -> new NotFoundException("No person of this desk has this address."));
  }

  @PostMapping("/internal/conversations/locate-at-desk")
  Conversation locateAtDesk(@RequestBody Ledger.DeskConversation conversation) {
    return conversations
        .at(conversation)
        .orElseThrow(() -> new NotFoundException("This desk has no such conversation."));
  }

  @GetMapping("/internal/tenants/{tenant}/conversations/{id}/session")
  Ledger.KeptSession session(@PathVariable String tenant, @PathVariable String id) {
    return new Ledger.KeptSession(sessions.of(tenant, id).orElse(null));
  }

  @GetMapping("/internal/tenants/{tenant}/messages/{id}/receipt-session")
  Ledger.KeptSession receiptSession(@PathVariable String tenant, @PathVariable String id) {
    return new Ledger.KeptSession(sessions.ofReceipt(tenant, id).orElse(null));
  }

  @PostMapping("/internal/conversations/last-inbound")
  Ledger.LastInbound findLastInbound(@RequestBody Ledger.DeskAddress address) {
    var conversation = locate(address);
    var at = conversation.lastInboundAt();
    return new Ledger.LastInbound(
        conversation,
        at == null || Instant.now().isAfter(at.plus(WINDOW)) ? null : lastInbound(conversation));
  }

  private @Nullable ExternalId lastInbound(Conversation conversation) {
    return db.sql("select last_inbound_id from conversation_mappings where conversation_id = :id")
        .param("id", conversation.id().value())
        .query((row, _) -> Optional.ofNullable(row.getString("last_inbound_id")))
        .single()
        .map(ExternalId::new)
        .orElse(null);
  }

  @GetMapping("/internal/tenants/{tenant}/conversations/{id}")
  Conversation conversation(@PathVariable String tenant, @PathVariable String id) {
    return conversations
        .get(new ConversationId(id))
        .filter(conversation -> conversation.tenant().value().equals(tenant))
        .orElseThrow(() -> new NotFoundException("There is no conversation " + id + "."));
  }

  @PostMapping("/internal/replies")
  @Transactional(propagation = Propagation.SUPPORTS)
  Reply.Located registerReply(@RequestBody Reply reply) {
    reply.parts().forEach(part -> contents.prepare(reply.tenant(), part.kept()));
    return Objects.requireNonNull(transactions.execute(_ -> register(reply)));
  }

  private Reply.Located register(Reply reply) {
    var addressed =
        conversations
            .of(reply)
            .orElseThrow(() -> new NotFoundException("No person of this desk has this address."));
    var deskConversation = reply.deskConversation();
    if (deskConversation != null && addressed.deskAddress().equals(reply.deskAddress())) {
      sessions.saveDeskConversation(addressed, deskConversation);
    }
    var conversation = conversations.reopenedByAgent(conversations.continuation(addressed));
    var repeated = messages.has(reply);
    var registered =
        IntStream.range(0, reply.parts().size())
            .mapToObj(part -> messages.register(reply, part, conversation))
            .map(known -> new Reply.Registered(known.id(), known.status()))
            .toList();
    if (!repeated) {
      saveContents(reply, registered);
    }
    var lastInbound = conversation.lastInboundAt();
    var windowOpen = lastInbound != null && Instant.now().isBefore(lastInbound.plus(WINDOW));
    if (windowOpen && !repeated && conversation.closedAt() == null) {
      questions.replace(reply, conversation.id());
    }
    return new Reply.Located(
        conversation,
        registered,
        windowOpen,
        lastInbound(conversation),
        addressed.id().equals(conversation.id())
            ? handovers.replyLane(conversation).orElse(null)
            : addressed.id());
  }

  private void saveContents(Reply reply, List<Reply.Registered> registered) {
    var refersTo = references.referredBy(reply).orElse(null);
    for (var part = 0; part < registered.size(); part++) {
      contents.save(
          reply.tenant(), registered.get(part).id(), refersTo, reply.parts().get(part).kept());
    }
  }

  @PostMapping("/internal/messages/at-channel")
  Ledger.AtChannel findAtChannel(@RequestBody Ledger.DeskMessage message) {
    return new Ledger.AtChannel(references.atChannel(message).orElse(null));
  }

  @PostMapping("/internal/messages/{id}/begin")
  @Transactional(propagation = Propagation.SUPPORTS)
  Ledger.Begun beginDelivery(@PathVariable String id, @RequestBody Ledger.Intent intent) {
    return handover.beginDelivery(id, intent);
  }

  @GetMapping("/internal/messages/{id}/progress")
  Ledger.Progress progress(@PathVariable String id, @RequestParam String tenant) {
    return messages
        .progress(new TenantId(tenant), id)
        .orElseThrow(() -> new NotFoundException("There is no message " + id + "."));
  }

  @PostMapping("/internal/messages/{id}/notes")
  void addNote(@PathVariable String id, @RequestBody Ledger.Note note) {
    if (messages.progress(note.tenant(), id).isEmpty()) {
      throw new NotFoundException("There is no message " + id + ".");
    }
    messages.addHop(id, Instant.now(), note.stage(), note.outcome(), DbSafeText.of(note.detail()));
  }

  @PostMapping("/internal/messages/{id}/end")
  @Transactional(propagation = Propagation.SUPPORTS)
  Ledger.Recorded recordOutcome(
      @PathVariable String id, @RequestBody Ledger.DeliveryOutcome outcome) {
    return handover.recordOutcome(id, outcome);
  }

  @PostMapping("/internal/statuses")
  @Transactional(propagation = Propagation.SUPPORTS)
  Ledger.Applied applyStatus(@RequestBody Ledger.StatusUpdate update) {
    return handover.applyStatus(update);
  }

  @PostMapping("/internal/messages/{id}/told")
  void markDeskNotified(@PathVariable String id, @RequestBody Ledger.DeskNotified notified) {
    receipts.markDeskNotified(id, notified);
  }

  @PostMapping("/internal/messages/{id}/receipt")
  Ledger.ReceiptState receiptState(
      @PathVariable String id, @RequestBody Ledger.ReceiptQuery query) {
    return receipts.receiptState(query.tenant(), id);
  }

  @PostMapping("/internal/messages/{id}/failure-note")
  Arrival.Located registerFailureNote(
      @PathVariable String id, @RequestBody Ledger.ReceiptQuery query) {
    return failureNotes.register(query.tenant(), id);
  }

  @PostMapping("/internal/renamings")
  void recordRename(@RequestBody Ledger.Renamed renamed) {
    renames.record(renamed);
  }

  @PostMapping("/internal/marketing-choices/newest")
  Ledger.MarketingAllowed marketing(@RequestBody Ledger.MarketingQuestion question) {
    return new Ledger.MarketingAllowed(
        marketing.allowed(question.tenant(), question.channel(), question.person()));
  }

  @PostMapping("/internal/marketing-choices")
  Ledger.MarketingRecorded recordMarketing(@RequestBody Ledger.MarketingChoice choice) {
    return new Ledger.MarketingRecorded(marketing.record(choice) && marketing.isTalking(choice));
  }

  @PostMapping("/internal/parked")
  void park(@RequestBody Parking.Parked parked) {
    parking.park(parked);
  }
}
