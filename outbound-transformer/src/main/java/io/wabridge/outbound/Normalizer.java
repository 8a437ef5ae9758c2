package io.wabridge.outbound;

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
import org.springframework.stereotype.Component;

/**
 * Decodes one event of a desk and publishes the result. The counterpart is the inbound Normalizer.
 */
@Component
class Normalizer {

  private final Tenants tenants;
  private final Connectors<DeskConnector> connectors;
  private final AgentReplies agentReplies;
  private final AgentReads agentReads;
  private final MessageMeters meters;

  Normalizer(
      Tenants tenants,
      Connectors<DeskConnector> connectors,
      AgentReplies agentReplies,
      AgentReads agentReads,
      MessageMeters meters) {
    this.tenants = tenants;
    this.connectors = connectors;
    this.agentReplies = agentReplies;
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
    return switch (event) {
      case DeskEvent.AgentMessage said -> agentReplies.handleReply(envelope, desk, said);
      case DeskEvent.Typing _ -> {
        meters.ignored(envelope.tenant(), Direction.OUTBOUND, "typing");
        yield Outcome.DONE;
      }
      case DeskEvent.Read read -> agentReads.handleRead(envelope, desk, read);
      case DeskEvent.HandedOver _, DeskEvent.Closed _ -> {
        meters.ignored(envelope.tenant(), Direction.OUTBOUND, "handover");
        yield Outcome.DONE;
      }
      case DeskEvent.Ignored ignored -> {
        meters.ignored(envelope.tenant(), Direction.OUTBOUND, ignored.what());
        yield Outcome.DONE;
      }
    };
  }
}
