package io.wabridge.genesys.api;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Message;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Origin;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import java.util.HashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Tells the agents in the conversation that their message was not delivered, at desks that do not
 * show a failed receipt. The note is a message to the desk like any other: once, in its order.
 */
@Component
class FailureNotes {

  private final Ledger ledger;
  private final LanePublisher publisher;

  FailureNotes(Ledger ledger, LanePublisher publisher) {
    this.ledger = ledger;
    this.publisher = publisher;
  }

  /** Publishes the note, unless it was delivered; a message of an unknown person gets none. */
  void publish(Envelope<?> envelope, Desk desk, Receipt failed) {
    Arrival.Located located;
    try {
      located =
          ledger.registerFailureNote(
              failed.about().value(), new Ledger.ReceiptQuery(envelope.tenant()));
    } catch (HttpClientErrorException.NotFound e) {
      return;
    }
    if (located.status() == Status.RECEIVED || located.status() == Status.DELIVERING) {
      publisher.publish(
          StageQueues.toDesk(desk.kind()),
          envelope.next(
              located.conversation().value(),
              "m:" + located.message(),
              new Payload.InboundMessage(note(failed, located))));
    }
  }

  private static Message note(Receipt failed, Arrival.Located located) {
    var values = new HashMap<String, String>();
    var reason = failed.reason() == null ? Reason.OTHER_SIDE : failed.reason();
    values.put("reason", reason.name());
    if (located.quote() != null) {
      values.put("excerpt", located.quote());
    }
    return new Message(
        located.message(),
        located.conversation(),
        Direction.INBOUND,
        failed.channel(),
        located.desk(),
        located.person(),
        located.deskAddress(),
        new Content.Notice(NoticeKind.NOT_DELIVERED, values),
        new ExternalId("failed:" + failed.about()),
        null,
        null,
        failed.at(),
        Origin.PERSON);
  }
}
