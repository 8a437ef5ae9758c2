package io.wabridge.connectors.channel;

import io.wabridge.connectors.Fields;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a provider told us, in our words. */
public sealed interface ChannelEvent {

  /** The person said something. */
  record Said(
      ExternalId id,
      Person person,
      Content content,
      @Nullable ExternalId quoted,
      boolean forwarded,
      Instant at)
      implements ChannelEvent {}

  /**
   * What became of a message of ours.
   *
   * @param callbackData our own id, echoed
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

  /** The person has a new number or id; the content is a notice for the agent. */
  record Renamed(ExternalId id, Person before, Person now, String text, Instant at)
      implements ChannelEvent {}

  /** Nothing for a conversation; quietly counted under this name. */
  record Ignored(String what) implements ChannelEvent {
    public Ignored {
      what = Fields.label(what);
    }
  }
}
