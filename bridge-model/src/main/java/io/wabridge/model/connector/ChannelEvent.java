package io.wabridge.model.connector;

import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event of a provider's webhook. The counterpart of {@link DeskEvent}. */
public sealed interface ChannelEvent {

  /**
   * The person wrote a message.
   *
   * @param quoted the provider's id of the message it answers
   */
  record PersonMessage(
      ExternalId id,
      Person person,
      Content content,
      @Nullable ExternalId quoted,
      boolean forwarded,
      Instant at)
      implements ChannelEvent {}

  /**
   * The status of an outbound message.
   *
   * @param callbackData our own id of the message, echoed by the provider
   */
  record StatusUpdate(
      ExternalId id,
      @Nullable String callbackData,
      Person person,
      Status status,
      @Nullable Reason reason,
      @Nullable String detail,
      Instant at)
      implements ChannelEvent {}

  /**
   * The person has a new number or id.
   *
   * @param text what the agent reads about it
   */
  record IdentityChanged(ExternalId id, Person before, Person now, String text, Instant at)
      implements ChannelEvent {}

  /** An event without effect on a conversation; counted under this name. */
  record Ignored(String what) implements ChannelEvent {
    public Ignored {
      what = Label.of(what);
    }
  }
}
