package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.ConversationId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MessageId;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Agents' messages that wait until a person writes: state-manager decides which ones do, and sends
 * the person one template for all of them. Every request may be repeated.
 */
public interface PersonWaits {

  /** Lets registered messages wait; 404: one of them, or their conversation, is not known. */
  @PostExchange("/internal/person-waits")
  Answer place(@RequestBody Order order);

  /**
   * Messages that are to wait.
   *
   * @param lane the key of the lane in which they are
   * @param cause the desk's id of the agent's message
   * @param messages the ids of its parts
   * @param template the message that asks the person to write; null: only a wait that has begun
   *     before can be joined
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Order(
      TenantId tenant,
      ConversationId conversation,
      String lane,
      ExternalId cause,
      List<MessageId> messages,
      Reply.@Nullable Part template,
      Duration longest) {}

  /**
   * The outcome of the order.
   *
   * @param template the registered template message, if this order made the person get it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(State state, @Nullable Instant until, @Nullable Registered template) {

    /** What the messages do. */
    public enum State {
      /** They wait. */
      WAITING,
      /** The person has written meanwhile: they are sent. */
      OPEN,
      /**
       * No wait has begun, and none can: the order names no template, or the conversation goes on
       * elsewhere.
       */
      NONE
    }
  }

  /** A message with its status. */
  record Registered(MessageId id, Status status) {}
}
