package io.wabridge.state.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Who is erased: all ids the person has or had, and the conversations.
 *
 * @param ids numbers, user ids, ids of groups, names of lanes, and addresses and conversations at
 *     the desks
 * @param unfinished messages without a final status whose files may still be stored
 * @param begunAt when the person's conversations were detached; what arrives later is a new contact
 */
record Subject(
    Set<String> ids, List<String> conversations, List<String> unfinished, Instant begunAt) {

  String[] conversationArray() {
    return conversations.toArray(String[]::new);
  }

  /** Ids are personal data: they do not appear in logs. */
  @Override
  public String toString() {
    return "Subject[***]";
  }
}
