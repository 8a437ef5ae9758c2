package io.wabridge.suite.faults.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the order of first arrivals. A person's messages to one tenant have one order, whichever
 * ids their webhooks name, from the first webhook on that named the number and the user id; before,
 * each of the two has an order of its own, because nothing says that they are one person. An
 * agent's messages have one order within a conversation of the desk: two chats of one person, of
 * which the first has ended, have two. Late messages do not count.
 */
record Order(List<Message> accepted, Persons persons) {

  /** A line for each message that arrived after one that was accepted later. */
  List<String> overtaken() {
    Map<String, List<Message>> lanes = new HashMap<>();
    for (var message : accepted) {
      if (message.texts > 0 && !message.late) {
        lanes.computeIfAbsent(lane(message), lane -> new ArrayList<>()).add(message);
      }
    }
    var overtaken = new ArrayList<String>();
    for (var lane : lanes.values()) {
      lane.sort(Comparator.comparingLong(one -> one.arrivedAs));
      Message latest = null;
      for (var message : lane) {
        if (latest != null && message.acceptedAs < latest.acceptedAs) {
          overtaken.add(
              "%s (%s, %tT.%<tL) arrived after %s (%s, %tT.%<tL)"
                  .formatted(
                      message.tag,
                      message.ids,
                      message.arrivedMs,
                      latest.tag,
                      latest.ids,
                      latest.arrivedMs));
        } else {
          latest = message;
        }
      }
    }
    return overtaken;
  }

  private String lane(Message message) {
    var lane = message.tag.lane();
    if (!message.tag.inbound()) {
      return lane + " " + message.deskAddress + " " + message.conversation;
    }
    return persons.known(message) ? lane : lane + " " + message.ids;
  }
}
