package io.wabridge.outbound;

import io.wabridge.kit.client.ConversationMappings;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.model.Envelope;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.DeskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

  /**
   * An agent's message with the address that Redis remembered.
   *
   * @param named the conversation that the desk named; the ledger compares its address
   */
  record Remembered(DeskEvent.AgentMessage said, Ledger.DeskConversation named) {}

  private final Ledger ledger;
  private final ConversationMappings mappings;
  private final ReplyChannels channels;

  DeskAddresses(Ledger ledger, ConversationMappings mappings, ReplyChannels channels) {
    this.ledger = ledger;
    this.mappings = mappings;
    this.channels = channels;
  }

  /**
   * An agent's message whose desk names its conversation only, if Redis remembers that. A command
   * is none: it changes a conversation by its address, which nothing compares.
   */
  Optional<Remembered> remembered(Envelope<?> envelope, Desk desk, DeskEvent event) {
    if (!(event instanceof DeskEvent.AgentMessage said)
        || !said.to().isEmpty()
        || said.conversation() == null
        || desk.commands() && AgentCommand.of(said.contents()).isPresent()) {
      return Optional.empty();
    }
    var named = new Ledger.DeskConversation(envelope.tenant(), desk.id(), said.conversation());
    return mappings
        .find(named)
        .map(place -> {
          channels.putIfAbsent(at(named, place.address()), place.channel());
          return new Remembered(addressed(said, place.address()), named);
        });
  }

  /** The ledger has another address for it; the entry is dropped, and the ledger is asked. */
  void contradicted(Remembered remembered) {
    mappings.contradicted(remembered.named());
    channels.forget(at(remembered.named(), remembered.said().to()));
  }

  private static Ledger.DeskAddress at(Ledger.DeskConversation named, String address) {
    return new Ledger.DeskAddress(named.tenant(), named.desk(), address);
  }

  /** Without the conversation: the ledger knows it already. */
  private static DeskEvent.AgentMessage addressed(DeskEvent.AgentMessage said, String address) {
    return new DeskEvent.AgentMessage(
        said.id(), address, null, said.contents(), said.quoted(), said.at());
  }

  /**
   * The event with the person's address.
   *
   * @throws UnknownConversation no person of the desk has this conversation
   */
  DeskEvent complete(Envelope<?> envelope, Desk desk, DeskEvent event) throws UnknownConversation {
    return switch (event) {
      case DeskEvent.AgentMessage said when said.to().isEmpty() && said.conversation() != null ->
          addressed(said, address(envelope, desk, said.conversation()));
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
      var named = new Ledger.DeskConversation(envelope.tenant(), desk.id(), conversation);
      var found = ledger.locateAtDesk(named);
      mappings.put(named, ConversationMappings.AtDesk.of(found));
      channels.put(at(named, found.deskAddress()), found.channel());
      return found.deskAddress();
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
