package io.wabridge.outbound;

import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.telemetry.MessageMeters;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Decodes one event of a desk and publishes the result. The counterpart is the inbound Normalizer.
 */
@Component
class Normalizer {

  private final Tenants tenants;
  private final Connectors<DeskConnector> connectors;
  private final DeskAddresses addresses;
  private final AgentReplies agentReplies;
  private final ConversationChanges changes;
  private final TypingSignals typingSignals;
  private final AgentReads agentReads;
  private final MessageMeters meters;

  Normalizer(
      Tenants tenants,
      Connectors<DeskConnector> connectors,
      DeskAddresses addresses,
      AgentReplies agentReplies,
      ConversationChanges changes,
      TypingSignals typingSignals,
      AgentReads agentReads,
      MessageMeters meters) {
    this.tenants = tenants;
    this.connectors = connectors;
    this.addresses = addresses;
    this.agentReplies = agentReplies;
    this.changes = changes;
    this.typingSignals = typingSignals;
    this.agentReads = agentReads;
    this.meters = meters;
  }

  Outcome normalize(Envelope<?> envelope, Payload.DeskPart part) throws IOException {
    var found = tenants.desk(part.desk());
    if (found.isEmpty()) {
      return new Outcome.Park(Reason.UNKNOWN_DESK, "desk " + part.desk() + " is gone");
    }
    var desk = found.get();
    if (!desk.active()) {
      return new Outcome.Park(Reason.TENANT_SUSPENDED, "tenant " + desk.tenant() + " is suspended");
    }
    DeskEvent event;
    try {
      event = connectors.of(desk.kind()).decode(part.body(), desk.settings());
    } catch (WebhookUnreadable e) {
      return new Outcome.Park(Reason.UNREADABLE, String.valueOf(e.getMessage()));
    }
    var remembered = addresses.remembered(envelope, desk, event);
    if (remembered.isPresent()) {
      try {
        return agentReplies.handleReply(envelope, desk, remembered.get());
      } catch (HttpClientErrorException.Conflict | HttpClientErrorException.NotFound e) {
        addresses.contradicted(remembered.get());
      }
    }
    try {
      return processed(envelope, desk, addresses.complete(envelope, desk, event));
    } catch (DeskAddresses.UnknownConversation e) {
      return DeskAddresses.unknown(envelope, event);
    }
  }

  private Outcome processed(Envelope<?> envelope, Desk desk, DeskEvent event) throws IOException {
    return switch (event) {
      case DeskEvent.AgentMessage said -> {
        var command =
            desk.commands() ? AgentCommand.of(said.contents()) : Optional.<AgentCommand>empty();
        yield switch (command.orElse(null)) {
          case null -> agentReplies.handleReply(envelope, desk, said);
          case AgentCommand.SendTemplate(var words) ->
              agentReplies.handleTemplate(envelope, desk, said, words);
          case AgentCommand other -> changes.command(envelope, desk, said, other);
        };
      }
      case DeskEvent.Typing typing -> {
        if (!typingSignals.publish(envelope, desk, typing)) {
          meters.ignored(envelope.tenant(), Direction.OUTBOUND, "typing");
        }
        yield Outcome.DONE;
      }
      case DeskEvent.Read read -> agentReads.handleRead(envelope, desk, read);
      case DeskEvent.HandedOver asked -> changes.handOver(envelope, desk, asked);
      case DeskEvent.Closed closed -> changes.close(envelope, desk, closed);
      case DeskEvent.Ignored ignored -> {
        meters.ignored(envelope.tenant(), Direction.OUTBOUND, ignored.what());
        yield Outcome.DONE;
      }
    };
  }
}
