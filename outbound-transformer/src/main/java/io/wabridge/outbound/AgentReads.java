package io.wabridge.outbound;

import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Ledger.DeskAddress;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.Receipts;
import io.wabridge.kit.telemetry.MessageMeters;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MessageId;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.connector.DeskEvent;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Shows the person that the agent has read their last message. Best effort: a mark that is not
 * possible is counted and left out.
 */
@Component
class AgentReads {

  private final Tenants tenants;
  private final Ledger ledger;
  private final LanePublisher publisher;
  private final MessageMeters meters;

  AgentReads(Tenants tenants, Ledger ledger, LanePublisher publisher, MessageMeters meters) {
    this.tenants = tenants;
    this.ledger = ledger;
    this.publisher = publisher;
    this.meters = meters;
  }

  Outcome handleRead(Envelope<?> envelope, Desk desk, DeskEvent.Read read) {
    Ledger.LastInbound last;
    try {
      last = ledger.findLastInbound(new DeskAddress(envelope.tenant(), desk.id(), read.to()));
    } catch (HttpClientErrorException.NotFound e) {
      return leftOut(envelope);
    }
    var message = last.message();
    var channel = tenants.channel(last.conversation().channel());
    if (message == null
        || message.derived()
        || last.conversation().person().group() != null
        || channel.isEmpty()) {
      return leftOut(envelope);
    }
    publisher.publish(
        List.of(Receipts.readMark(channel.get(), envelope, mark(envelope, last, message))));
    return Outcome.DONE;
  }

  private Outcome leftOut(Envelope<?> envelope) {
    meters.ignored(envelope.tenant(), Direction.OUTBOUND, "read");
    return Outcome.DONE;
  }

  private static Receipt mark(Envelope<?> envelope, Ledger.LastInbound last, ExternalId message) {
    var conversation = last.conversation();
    return new Receipt(
        new MessageId(envelope.correlation()),
        conversation.id(),
        conversation.channel(),
        conversation.desk(),
        message,
        conversation.deskAddress(),
        Status.READ,
        null,
        null,
        Instant.now());
  }
}
