package io.wabridge.suite.faults.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
    var persons = new Persons(accepted);
    var overtaken = new Order(accepted, persons).overtaken();
    var split = persons.split();
    var words = HeldWords.of(accepted);
    var receipts =
        messages.stream().filter(one -> one.roughStatuses && one.repeatedReceipts() > 0).toList();
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
    json.put("double_receipts", receipts.stream().mapToInt(Message::repeatedReceipts).sum());
    var unanswered = accepted.stream().filter(Message::withoutReceipt).toList();
    json.put("without_receipt", unanswered.size());
    promise("without_receipt", unanswered.stream().map(Verdict::described).toList());
    json.put("split_persons", split.size());
    json.put("held_words", words.held().size());
    promise("double_receipts", receipts.stream().map(Verdict::describedReceipts).toList());
    promise("split_persons", split);
    promise("held_words", words.held());
    exercised(accepted, words);
    byDesk(accepted);
    json.set("latency", Latency.of(accepted));
    return json;
  }

  /** What arrived, by the kind of the tenants' desks; the promises are about the sums. */
  private void byDesk(List<Message> accepted) {
    var desks = json.putObject("desks");
    messages.stream()
        .map(records::desk)
        .distinct()
        .sorted()
        .forEach(kind -> {
          var theirs = accepted.stream().filter(one -> records.desk(one).equals(kind)).toList();
          desks
              .putObject(kind)
              .put("accepted", theirs.size())
              .put("to_desk", count(theirs, one -> one.tag.inbound()))
              .put("arrived", count(theirs, Message::arrived))
              .put("files", count(theirs, one -> one.sha256 != null))
              .put("second_sends", theirs.stream().mapToInt(Message::repeats).sum())
              .put("desk_repeats", theirs.stream().mapToInt(one -> one.repeatsUnderOneId).sum())
              .put("without_receipt", count(theirs, Message::withoutReceipt))
              .put("conversations_ended", count(theirs, one -> one.conversationEnded));
        });
  }

  /** How much of what the promises are about has happened; nothing of it is required. */
  private void exercised(List<Message> accepted, HeldWords words) {
    var exercised = json.putObject("exercised");
    exercised.put("named_by_one_id", count(accepted, one -> !one.namedByBoth()));
    exercised.put("rough_statuses", count(messages, one -> one.roughStatuses));
    exercised.put("failed_at_whatsapp", count(messages, one -> one.failed));
    exercised.put("files_not_handed_out", count(accepted, Message::fileRefused));
    exercised.put("receipts", messages.stream().mapToInt(one -> total(one.receipts)).sum());
    exercised.put("receipt_repeats", messages.stream().mapToInt(Message::repeatedReceipts).sum());
    exercised.put("failing_downloads", count(accepted, one -> one.downloadUntilMs > 0));
    exercised.put("late_files", count(accepted, one -> one.fileLate));
    exercised.put("words_behind_files", words.written());
    exercised.put("words_behind_files_longest_ms", words.longestMs());
  }

  private static long count(List<Message> of, Predicate<Message> what) {
    return of.stream().filter(what).count();
  }

  private static int total(Map<String, Integer> receipts) {
    return receipts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String describedReceipts(Message one) {
    return "%s sent %tT.%<tL, receipts %s".formatted(one.tag, one.saidMs, one.receipts);
  }

  private void promise(String what, List<String> examples) {
    if (!examples.isEmpty()) {
      var list = json.withObject("examples").putArray(what);
      examples.stream().limit(EXAMPLES).forEach(list::add);
    }
  }

  private static String described(Message one) {
    return "%s (%s) sent %tT.%<tL, accepted %tT.%<tL, texts %d, files %d%s%s%s"
        .formatted(
            one.tag,
            one.ids,
            one.saidMs,
            one.acceptedMs,
            one.texts,
            one.files,
            one.sha256 == null ? "" : one.fileGone ? " (a file that is gone)" : " (has a file)",
            one.failed ? " (failed at WhatsApp)" : "",
            one.arrivedMs == 0 ? "" : ", first arrived %tT.%<tL".formatted(one.arrivedMs));
  }
}
