package io.wabridge.outbound;

import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.model.Envelope;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.DeskEvent;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Completes events of desks that name their own conversation only, without the person's address.
 */
@Component
class DeskAddresses {

  /** An automatic answer may arrive before the delivery that began the conversation is recorded. */
  private static final Duration UNTIL_RECORDED = Duration.ofMinutes(3);

  private static final Duration SOON = Duration.ofSeconds(1);

  /** No person of the desk has the conversation, or not yet. */
  static final class UnknownConversation extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final Ledger ledger;

  DeskAddresses(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * The event with the person's address.
   *
   * @throws UnknownConversation no person of the desk has this conversation
   */
  DeskEvent complete(Envelope<?> envelope, Desk desk, DeskEvent event) throws UnknownConversation {
    return switch (event) {
      case DeskEvent.AgentMessage(
              var id,
              var to,
              var conversation,
              var contents,
              var quoted,
              var at)
          when to.isEmpty() && conversation != null ->
          // the ledger knows the conversation already
          new DeskEvent.AgentMessage(
              id, address(envelope, desk, conversation), null, contents, quoted, at);
      case DeskEvent.Typing(var to, var conversation) when to.isEmpty() && conversation != null ->
          new DeskEvent.Typing(address(envelope, desk, conversation));
      case DeskEvent.Read(var to, var conversation) when to.isEmpty() && conversation != null ->
          new DeskEvent.Read(address(envelope, desk, conversation));
      case DeskEvent.HandedOver(var id, var to, var conversation, var target, var summary, var at)
          when to.isEmpty() && conversation != null ->
          new DeskEvent.HandedOver(
              id, address(envelope, desk, conversation), conversation, target, summary, at);
      case DeskEvent.Closed(var id, var to, var conversation, var at)
          when to.isEmpty() && conversation != null ->
          new DeskEvent.Closed(id, address(envelope, desk, conversation), conversation, at);
      case DeskEvent.AgentMessage _,
          DeskEvent.Typing _,
          DeskEvent.Read _,
          DeskEvent.HandedOver _,
          DeskEvent.Closed _,
          DeskEvent.Ignored _ ->
          event;
    };
  }

  private String address(Envelope<?> envelope, Desk desk, String conversation)
      throws UnknownConversation {
    try {
      return ledger
          .locateAtDesk(new Ledger.DeskConversation(envelope.tenant(), desk.id(), conversation))
          .deskAddress();
    } catch (HttpClientErrorException.NotFound e) {
      throw new UnknownConversation();
    }
  }

  /** What becomes of an event whose conversation is not known, or not yet. */
  static Outcome unknown(Envelope<?> envelope, DeskEvent event) {
    if (event instanceof DeskEvent.Typing || event instanceof DeskEvent.Read) {
      return Outcome.DONE;
    }
    return Instant.now().isBefore(envelope.acceptedAt().plus(UNTIL_RECORDED))
        ? new Outcome.Later(SOON, Reason.UNKNOWN_PERSON, "the conversation is not known yet")
        : new Outcome.Park(Reason.UNKNOWN_PERSON, "a conversation that no person of this desk has");
  }
}
