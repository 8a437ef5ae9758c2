package io.wabridge.suite.faults.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Compares the accepted messages with the arrivals, promise by promise. */
final class Verdict {

  private static final int EXAMPLES = 10;

  private final MessageRecords records;
  private final List<Message> messages;
  private final ObjectNode json = JsonMapper.shared().createObjectNode();

  Verdict(MessageRecords records) {
    this.records = records;
    this.messages = records.messages();
  }

  JsonNode json() {
    var accepted = messages.stream().filter(Message::accepted).toList();
    json.put("said", messages.size());
    json.put("accepted", accepted.size());
    json.put("arrived", accepted.stream().filter(Message::arrived).count());
    json.put("gave_up", messages.stream().filter(one -> one.gaveUp && !one.accepted()).count());
    json.put("late", accepted.stream().filter(one -> one.arrived() && one.late).count());
    var missing = accepted.stream().filter(one -> !one.arrived()).toList();
    var again = messages.stream().filter(one -> one.repeats() > 0).toList();
    var wrong = messages.stream().filter(one -> one.fileWrong).toList();
    var overtaken = overtaken(accepted);
    json.put("missing", missing.size());
    json.put("second_sends", again.stream().mapToInt(Message::repeats).sum());
    json.put("inversions", overtaken.size());
    json.put("wrong_person", records.wrongPersons().size() + records.neverSent().size());
    json.put("media_wrong", wrong.size());
    json.put("desk_repeats", messages.stream().mapToInt(one -> one.repeatsUnderOneId).sum());
    json.put("media", accepted.stream().filter(one -> one.sha256 != null).count());
    promise("missing", missing.stream().map(Verdict::described).toList());
    promise("second_sends", again.stream().map(Verdict::described).toList());
    promise("inversions", overtaken);
    var misdelivered = new ArrayList<>(records.wrongPersons());
    misdelivered.addAll(records.neverSent());
    promise("wrong_person", misdelivered);
    promise("media_wrong", wrong.stream().map(Verdict::described).toList());
    json.set("latency", Latency.of(accepted));
    return json;
  }

  private void promise(String what, List<String> examples) {
    if (!examples.isEmpty()) {
      var list = json.withObject("examples").putArray(what);
      examples.stream().limit(EXAMPLES).forEach(list::add);
    }
  }

  private static String described(Message one) {
    return "%s sent %tT.%<tL, accepted %tT.%<tL, texts %d, files %d%s%s"
        .formatted(
            one.tag,
            one.saidMs,
            one.acceptedMs,
            one.texts,
            one.files,
            one.sha256 == null ? "" : " (has a file)",
            one.arrivedMs == 0 ? "" : ", first arrived %tT.%<tL".formatted(one.arrivedMs));
  }

  /**
   * Checks the order of first arrivals for each conversation and direction. A message is overtaken
   * if it arrived after one that was accepted later. Late messages do not count.
   */
  private static List<String> overtaken(List<Message> accepted) {
    var lanes = new HashMap<String, List<Message>>();
    for (var message : accepted) {
      if (message.texts > 0 && !message.late) {
        lanes.computeIfAbsent(message.tag.lane(), lane -> new ArrayList<>()).add(message);
      }
    }
    var overtaken = new ArrayList<String>();
    for (var lane : lanes.values()) {
      lane.sort(Comparator.comparingLong(one -> one.arrivedAs));
      Message latest = null;
      for (var message : lane) {
        if (latest != null && message.acceptedAs < latest.acceptedAs) {
          overtaken.add(
              "%s (%tT.%<tL) arrived after %s (%tT.%<tL)"
                  .formatted(message.tag, message.arrivedMs, latest.tag, latest.arrivedMs));
        } else {
          latest = message;
        }
      }
    }
    return overtaken;
  }
}
