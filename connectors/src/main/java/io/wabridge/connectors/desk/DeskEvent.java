package io.wabridge.connectors.desk;

import io.wabridge.connectors.Fields;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a desk told us, in our words. */
public sealed interface DeskEvent {

  /**
   * The agent (or a bot) said something: one or more contents, to be sent one after the other.
   *
   * @param to what the desk calls the person
   * @param conversation the desk's id of its conversation
   */
  record Said(
      ExternalId id, String to, @Nullable String conversation, List<Content> contents, Instant at)
      implements DeskEvent {}

  /** The agent is typing. */
  record Typing(String to) implements DeskEvent {}

  /** Nothing for the person; quietly counted under this name. */
  record Ignored(String what) implements DeskEvent {
    public Ignored {
      what = Fields.label(what);
    }
  }
}
