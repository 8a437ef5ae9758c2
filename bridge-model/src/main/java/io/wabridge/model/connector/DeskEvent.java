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

    /** The same message, whose address was found by its conversation. */
    public AgentMessage withAddress(String address) {
      return new AgentMessage(id, address, null, contents, quoted, at);
    }
  }

  /** The agent is typing; the address may be empty, as in a message. */
  record Typing(String to) implements DeskEvent {}

  /** An event without effect for the person; counted under this name. */
  record Ignored(String what) implements DeskEvent {
    public Ignored {
      what = Label.of(what);
    }
  }
}
