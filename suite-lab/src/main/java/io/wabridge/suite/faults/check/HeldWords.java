package io.wabridge.suite.faults.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person wrote after a file that could not be downloaded, in time to arrive before the file
 * could. It is held if it arrived only after the download worked again (if that never happens,
 * after half a minute), and took more than twice as long as nine tenths of what others wrote to the
 * tenant at that time: otherwise the file is not what delayed it.
 *
 * @param held a line for each
 * @param longestMs from acceptance to arrival, of all that were written in that time
 */
record HeldWords(List<String> held, int written, long longestMs) {

  /** What is written later may arrive after the limit although nothing holds it. */
  private static final long TIME_TO_ARRIVE_MS = 15_000;

  private static final long LONGEST_MS = 30_000;
  private static final long SAME_TIME_MS = 10_000;

  static HeldWords of(List<Message> accepted) {
    Map<String, List<Message>> lanes = new HashMap<>();
    for (var message : accepted) {
      if (message.tag.inbound()) {
        lanes.computeIfAbsent(message.tag.lane(), lane -> new ArrayList<>()).add(message);
      }
    }
    var held = new ArrayList<String>();
    var written = 0;
    var longest = 0L;
    for (var lane : lanes.values()) {
      lane.sort(Comparator.comparingLong(one -> one.acceptedAs));
      var limitMs = 0L;
      for (var message : lane) {
        var inTime = message.acceptedMs < limitMs - TIME_TO_ARRIVE_MS;
        if (inTime && message.downloadUntilMs == 0 && message.texts > 0) {
          written++;
          longest = Math.max(longest, delay(message));
          if (message.arrivedMs >= limitMs && delay(message) > 2 * usual(message, lanes)) {
            held.add(
                "%s accepted %tT.%<tL, arrived %tT.%<tL"
                    .formatted(message.tag, message.acceptedMs, message.arrivedMs));
          }
        }
        limitMs = Math.max(limitMs, limit(message));
      }
    }
    return new HeldWords(held, written, longest);
  }

  /** Nine tenths of the messages of persons without such a file took no longer. */
  private static long usual(Message words, Map<String, List<Message>> lanes) {
    var delays =
        lanes.values().stream()
            .filter(lane -> lane.getFirst().tag.tenant().equals(words.tag.tenant()))
            .filter(lane -> lane.stream().allMatch(one -> one.downloadUntilMs == 0))
            .flatMap(List::stream)
            .filter(one -> Math.abs(one.acceptedMs - words.acceptedMs) < SAME_TIME_MS)
            .filter(one -> one.texts > 0)
            .map(HeldWords::delay)
            .sorted()
            .toList();
    return delays.isEmpty() ? 0 : delays.get(delays.size() * 9 / 10);
  }

  private static long delay(Message message) {
    return message.arrivedMs - message.acceptedMs;
  }

  private static long limit(Message file) {
    return file.fileGone ? file.acceptedMs + LONGEST_MS : file.downloadUntilMs;
  }
}
