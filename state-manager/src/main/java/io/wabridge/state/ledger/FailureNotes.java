package io.wabridge.state.ledger;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Arrival;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Direction;
import io.wabridge.model.ExternalId;
import io.wabridge.model.TenantId;
import io.wabridge.state.conversation.Conversations;
import io.wabridge.state.message.Excerpts;
import io.wabridge.state.message.Messages;
import io.wabridge.state.message.TrackedMessages;
import org.springframework.stereotype.Component;

/**
 * Notes that tell a desk's agents that their message was not delivered. A note is registered like a
 * message of the person, with an id that is derived from the failed message, so that it is
 * delivered once and found in every search; it does not open the 24-hour window.
 */
@Component
class FailureNotes {

  private final TrackedMessages tracked;
  private final Conversations conversations;
  private final Messages messages;
  private final Excerpts excerpts;

  FailureNotes(
      TrackedMessages tracked, Conversations conversations, Messages messages, Excerpts excerpts) {
    this.tracked = tracked;
    this.conversations = conversations;
    this.messages = messages;
    this.excerpts = excerpts;
  }

  Arrival.Located register(TenantId tenant, String id) {
    var failed = tracked.get(tenant, id);
    if (failed.direction() == Direction.INBOUND) {
      throw new NotFoundException("There is no message of an agent with the id " + id + ".");
    }
    var conversation = conversations.get(new ConversationId(failed.conversation())).orElseThrow();
    var note = messages.registerNote(conversation, new ExternalId("failed:" + id));
    return new Arrival.Located(
        conversation.id(),
        conversation.desk(),
        conversation.deskAddress(),
        conversation.person(),
        note.id(),
        note.status(),
        null,
        excerpts.of(tenant, id).orElse(null));
  }
}
