package io.wabridge.model.connector;

import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of a desk's webhook. The counterpart of {@link ChannelEvent}. */
public sealed interface DeskEvent {

  /**
   * The agent (or a bot) wrote one or more contents, to be sent one after the other.
   *
   * @param to the person's address at the desk; empty if the desk names its conversation only
   * @param conversation the desk's id of its conversation
   * @param quoted the desk's id of the message it answers
   */
  record AgentMessage(
      ExternalId id,
      String to,
      @Nullable String conversation,
      List<Content> contents,
      @Nullable ExternalId quoted,
      Instant at)
      implements DeskEvent {

    public AgentMessage(
        ExternalId id,
        String to,
        @Nullable String conversation,
        List<Content> contents,
        Instant at) {
      this(id, to, conversation, contents, null, at);
    }
  }

  /** The agent is typing; address and conversation are as in a message. */
  record Typing(String to, @Nullable String conversation) implements DeskEvent {

    public Typing(String to) {
      this(to, null);
    }
  }

  /** The agent has read what the person wrote; address and conversation are as in a message. */
  record Read(String to, @Nullable String conversation) implements DeskEvent {

    public Read(String to) {
      this(to, null);
    }
  }

  /**
   * The agent or bot passes the conversation on to another desk.
   *
   * @param id identifies the event
   * @param conversation the desk's id of its conversation
   * @param target name or id of the other desk; null: the desk of the next route of the channel
   * @param summary what the agents there should know
   */
  record HandedOver(
      ExternalId id,
      String to,
      @Nullable String conversation,
      @Nullable String target,
      @Nullable String summary,
      Instant at)
      implements DeskEvent {}

  /**
   * The conversation is finished; the person's next message begins a new one.
   *
   * @param id identifies the event
   * @param conversation the desk's id of its conversation
   */
  record Closed(ExternalId id, String to, @Nullable String conversation, Instant at)
      implements DeskEvent {}

  /** An event without effect for the person; counted under this name. */
  record Ignored(String what) implements DeskEvent {
    public Ignored {
      what = Label.of(what);
    }
  }
}
