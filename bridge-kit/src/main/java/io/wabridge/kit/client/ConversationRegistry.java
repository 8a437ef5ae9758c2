package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Which desk has a conversation: handovers, ends, and copies for mirrors. Every request may be
 * repeated.
 */
public interface ConversationRegistry {

  /**
   * Passes an open conversation on to another desk. The person's messages that its desk does not
   * have yet go there, too. The same event has the same answer.
   *
   * @throws HttpClientErrorException.Conflict another desk has the conversation, or the target has
   *     it already
   */
  @PostExchange("/internal/conversations/{id}/handover")
  HandedOver handOver(@PathVariable String id, @RequestBody Handover handover);

  /**
   * Ends the conversation: the person's next message begins a new one.
   *
   * @throws HttpClientErrorException.Conflict it goes on at another desk
   */
  @PostExchange("/internal/conversations/{id}/close")
  void close(@PathVariable String id, @RequestBody Close close);

  /** Registers a notice for the desk's agents; the same id is the same notice. */
  @PostExchange("/internal/conversations/{id}/notices")
  Arrival.Located registerNotice(@PathVariable String id, @RequestBody Notice notice);

  /** The conversation that an undelivered message of a person belongs to now. */
  @GetExchange("/internal/messages/{id}/destination")
  Destination destination(@PathVariable String id, @RequestParam String tenant);

  /** Records that the message was published in the lane of its new conversation. */
  @PostExchange("/internal/messages/{id}/arrived")
  void recordArrived(@PathVariable String id, @RequestBody Moved moved);

  /** Registers copies of a message for desks that may only read. */
  @PostExchange("/internal/messages/{id}/copies")
  List<Arrival.Located> registerCopies(@PathVariable String id, @RequestBody Copies copies);

  /**
   * A conversation is passed on.
   *
   * @param event identifies the request
   */
  record Handover(TenantId tenant, DeskId target, String event, Instant at) {}

  /**
   * The conversation before and after.
   *
   * @param recent the beginnings of the last messages, the oldest first
   */
  record HandedOver(Conversation from, Conversation to, List<Said> recent) {}

  /**
   * The beginning of a message.
   *
   * @param inbound whether the person said it
   */
  record Said(boolean inbound, String excerpt) {}

  /** Who ends a conversation. */
  record Close(TenantId tenant) {}

  /**
   * A notice of the bridge.
   *
   * @param externalId stands for the provider's id, which a notice does not have
   */
  record Notice(TenantId tenant, ExternalId externalId) {}

  /**
   * Where an undelivered message goes.
   *
   * @param conversation null: the message is delivered
   * @param assignedAt when its desk got the conversation by a handover; null: it did not
   * @param movedBy the request that moved the message out of the lane in which it still is; null:
   *     none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Destination(
      @Nullable Conversation conversation, @Nullable Instant assignedAt, @Nullable String movedBy) {

    public static final Destination NONE = new Destination(null, null, null);
  }

  /**
   * @param to the conversation in whose lane the message is
   */
  record Moved(TenantId tenant, ConversationId to) {}

  /** The desks that get copies. */
  record Copies(TenantId tenant, List<DeskId> desks) {}
}
