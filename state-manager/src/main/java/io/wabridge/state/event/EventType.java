package io.wabridge.state.event;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The types of events, by the names that the database and the readers use. */
public enum EventType {
  CONVERSATION_CREATED("conversation.created"),
  CONVERSATION_REOPENED("conversation.reopened"),
  CONVERSATION_CLOSED("conversation.closed"),
  CONVERSATION_HANDED_OVER("conversation.handed_over"),
  CONVERSATION_ASSIGNED("conversation.assigned"),
  CONVERSATION_MERGED("conversation.merged"),
  CONVERSATION_WAITING("conversation.waiting"),
  CONVERSATION_WAITING_ENDED("conversation.waiting_ended"),
  MESSAGE_CREATED("message.created"),
  MESSAGE_EDITED("message.edited"),
  MESSAGE_DELETED("message.deleted"),
  MESSAGE_REACTION("message.reaction"),
  MESSAGE_FILE("message.file"),
  MESSAGE_STATUS("message.status"),
  MESSAGE_HELD("message.held"),
  MESSAGE_PARKED("message.parked");

  private static final Set<String> WITH_CONTENT =
      Set.of(
          MESSAGE_CREATED.type,
          MESSAGE_EDITED.type,
          MESSAGE_DELETED.type,
          MESSAGE_REACTION.type,
          MESSAGE_FILE.type);

  private final String type;

  EventType(String type) {
    this.type = type;
  }

  /** Whether events of this type tell what was said. */
  static boolean hasContent(String type) {
    return WITH_CONTENT.contains(type);
  }

  /**
   * The same types, each once.
   *
   * @throws IllegalArgumentException one of them is not known
   */
  public static Set<String> known(Collection<String> types) {
    var all = all();
    for (var type : types) {
      if (!all.contains(type)) {
        throw new IllegalArgumentException(
            "types has a type that is not known; known are " + String.join(", ", all) + ".");
      }
    }
    return Set.copyOf(types);
  }

  private static List<String> all() {
    return Arrays.stream(values()).map(one -> one.type).collect(Collectors.toList());
  }
}
