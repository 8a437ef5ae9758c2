package io.wabridge.genesys.api;

import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.model.DirectReply;
import io.wabridge.model.Envelope;
import io.wabridge.model.Message;
import io.wabridge.model.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Replies that a desk gave in its answer to a message. They go the way of all replies: the ledger
 * registers each once, also if the message is delivered again.
 */
@Component
class DirectReplies {

  private static final Logger log = LoggerFactory.getLogger(DirectReplies.class);
  private static final String STAGE = "genesys-api-service";

  private final LanePublisher publisher;
  private final Ledger ledger;

  DirectReplies(LanePublisher publisher, Ledger ledger) {
    this.publisher = publisher;
    this.ledger = ledger;
  }

  /** Publishes a valid reply; before the delivery is recorded, so that none is lost. */
  void publish(Envelope<?> envelope, Message message, @Nullable DirectReply reply) {
    if (reply instanceof DirectReply.Said(var conversationKey, var idempotencyKey, var body)) {
      publisher.publish(
          StageQueues.OUTBOUND_TRANSFORMER,
          new Envelope<>(
              envelope.correlation(),
              envelope.tenant(),
              conversationKey,
              idempotencyKey,
              Instant.now(),
              new Payload.DeskPart(message.desk(), body)));
    }
  }

  /** Says in the path of the message why a reply was not sent: the desk cannot be told. */
  void explain(Envelope<?> envelope, Message message, @Nullable DirectReply reply) {
    if (reply instanceof DirectReply.Refused(var problem)) {
      log.atInfo()
          .addKeyValue("tenant", envelope.tenant())
          .addKeyValue("message", message.id())
          .log("the reply in the desk's answer is not valid and was not sent: {}", problem);
      ledger.addNote(
          message.id().value(),
          new Ledger.Note(
              envelope.tenant(),
              STAGE,
              "reply refused",
              "the reply in the desk's answer was not sent: " + problem));
    }
  }
}
