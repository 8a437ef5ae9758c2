package io.wabridge.suite.faults.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Since when a person's number and user id are known to be one person's, by tenant. */
final class Persons {

  private final List<Message> accepted;
  private final Map<String, Long> knownSince = new HashMap<>();

  Persons(List<Message> accepted) {
    this.accepted = accepted;
    for (var message : accepted) {
      if (message.tag.inbound() && message.namedByBoth()) {
        knownSince.merge(message.tag.lane(), message.acceptedAs, Math::min);
      }
    }
  }

  /** Whether the person's ids were known when the message was accepted, or are named by it. */
  boolean known(Message message) {
    var since = knownSince.get(message.tag.lane());
    return since != null && message.acceptedAs >= since;
  }

  /**
   * A line for each person with more than one conversation at a desk at the end: the last message
   * named by the number, by the user id and by both are in different ones. Messages from before the
   * ids were known do not count, because conversations may be merged.
   */
  List<String> split() {
    Map<String, Map<String, Message>> last = new TreeMap<>();
    for (var message : accepted) {
      if (message.tag.inbound() && message.texts > 0 && known(message)) {
        last.computeIfAbsent(message.tag.lane(), lane -> new TreeMap<>())
            .merge(
                message.ids,
                message,
                (one, other) -> one.acceptedAs > other.acceptedAs ? one : other);
      }
    }
    var split = new ArrayList<String>();
    last.forEach((lane, byIds) -> {
      if (byIds.values().stream().map(one -> one.deskAddress).distinct().count() > 1) {
        var where = new ArrayList<String>();
        byIds.forEach((ids, message) ->
            where.add("%s named by %s in %s".formatted(message.tag, ids, message.deskAddress)));
        split.add(String.join(", ", where));
      }
    });
    return split;
  }
}
