package io.wabridge.suite.faults.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records every message from the two journals. */
final class MessageRecords {

  private final Plan plan;
  private final Map<Tag, Message> messages = new LinkedHashMap<>();
  private final Map<String, Message> byId = new HashMap<>();
  private final Map<String, Message> byDigest = new HashMap<>();
  private final Map<String, Shown> shown = new HashMap<>();
  private final List<Message> filesGone = new ArrayList<>();
  private final List<String> wrongPersons = new ArrayList<>();
  private final List<Arrival> unexplained = new ArrayList<>();
  private boolean operatorReplayed;

  /** Receipts of messages whose id is not known yet. */
  private final Map<String, List<String>> earlyReceipts = new HashMap<>();

  private final Set<String> endedConversations = new HashSet<>();

  /** An arrival that was read before its message was sent, because there are two journals. */
  private record Arrival(JsonNode event, @Nullable String tenant, String person, boolean atDesk) {}

  /** A message in a desk's conversation: which one of the sender, and the bridge's id of it. */
  private record Shown(@Nullable Message message, String channelMessageId) {}

  /** A note that a file was not delivered to the person. */
  private record FileNote(@Nullable String tenant, String person) {}

  private final List<FileNote> fileNotes = new ArrayList<>();

  private long events;

  MessageRecords(Plan plan) {
    this.plan = plan;
  }

  /** An event of the phones: messages that persons sent or received. */
  void phone(JsonNode event) {
    events++;
    switch (event.path("event").asString()) {
      case "said" -> said(event, text(event), digest(event));
      case "accepted" -> accepted(event);
      case "received", "failed" ->
          received(
              event,
              plan.tenantOfNumber().get(event.path("number").asString()),
              event.path("person").asString(),
              false);
      default -> {}
    }
  }

  /** An event of the desks: messages that agents sent or received. */
  void desk(JsonNode event) {
    events++;
    switch (event.path("event").asString()) {
      case "said" -> said(event, text(event), digest(event));
      case "accepted" -> accepted(event);
      case "gave-up" -> {
        var message = byId.get(event.path("id").asString());
        if (message != null) {
          message.gaveUp = true;
        }
      }
      case "received" ->
          received(
              event,
              plan.tenantOfIntegration().get(event.path("integration").asString()),
              event.path("address").asString(),
              true);
      case "fetched" -> fetched(event);
      case "receipt" -> receipt(event.path("id").asString(), event.path("status").asString());
      case "ended" -> ended(event.path("conversation").asString());
      default -> {}
    }
  }

  private void receipt(String id, String status) {
    var message = byId.get(id);
    if (message == null) {
      earlyReceipts.computeIfAbsent(id, any -> new ArrayList<>()).add(status);
    } else {
      message.receipts.merge(status, 1, Integer::sum);
    }
  }

  /** No agent sees what the bridge would report there. */
  private void ended(String conversation) {
    endedConversations.add(conversation);
    messages.values().stream()
        .filter(message -> message.conversation.equals(conversation))
        .forEach(message -> message.conversationEnded = true);
  }

  private void said(JsonNode event, @Nullable String text, @Nullable String digest) {
    var inText = Tag.in(text);
    var tag = inText == null ? Tag.ofFile(event.path("filename").asString("")) : inText;
    if (tag == null || !tag.run().equals(plan.run())) {
      return;
    }
    var message = new Message(tag, event.path("ms").asLong(), digest);
    message.textLength = text == null ? 0 : text.length();
    message.textless = text == null;
    message.conversation = event.path("conversation").asString("");
    message.conversationEnded = endedConversations.contains(message.conversation);
    message.ids = event.path("ids").asString("both");
    message.deskAddress = event.path("address").asString("");
    download(message, event);
    messages.put(tag, message);
    byId.put(event.path("id").asString(), message);
    if (digest != null) {
      byDigest.put(digest, message);
    }
  }

  private void download(Message message, JsonNode event) {
    var kind = event.path("download").asString("");
    if (!kind.isEmpty() && !kind.equals("slow")) {
      message.downloadUntilMs = event.path("downloadUntil").asLong();
    }
    if (kind.equals("404")) {
      message.fileGone = true;
      filesGone.add(message);
    }
  }

  private void accepted(JsonNode event) {
    var message = byId.get(event.path("id").asString());
    if (message != null && !message.accepted()) {
      message.acceptedAs = event.path("n").asLong();
      message.acceptedMs = event.path("ms").asLong();
    }
    var given = event.path("messageId").asString("");
    if (message != null && !given.isEmpty()) {
      byId.put(given, message);
      var early = earlyReceipts.remove(given);
      if (early != null) {
        early.forEach(status -> receipt(given, status));
      }
    }
  }

  private void received(JsonNode event, @Nullable String tenant, String person, boolean atDesk) {
    var tag = Tag.in(text(event));
    var digest = digest(event);
    if (tag != null && tag.run().equals(plan.run())) {
      var message = messages.get(tag);
      if (message == null || !atDesk && tag.inbound()) {
        unexplained.add(new Arrival(event, tenant, person, atDesk));
        return;
      }
      checkRecipient(message, tenant, person);
      if (atDesk && !tag.inbound()) {
        message.failureNoted |= plan.notesFailures(tag.tenant());
        return; // a note about the agent's own message
      }
      if (atDesk) {
        atDesk(message, event);
      } else if (delivered(message, event)) {
        text(message, event);
      }
      if (digest != null && !message.failed) {
        file(message, digest);
        shownWithDigest(message, event, atDesk);
      }
    } else if (digest != null) {
      var message = byDigest.get(digest);
      if (message == null) {
        unexplained.add(new Arrival(event, tenant, person, atDesk));
        return;
      }
      checkRecipient(message, tenant, person);
      if (atDesk || delivered(message, event)) {
        if (message.textless) {
          text(message, event);
        }
        file(message, digest);
        shownWithDigest(message, event, atDesk);
      }
    } else if (atDesk) {
      notice(event, tenant, person);
    }
  }

  /** The desk has the file itself, in this message. */
  private static void shownWithDigest(Message message, JsonNode event, boolean atDesk) {
    if (atDesk) {
      if (message.texts > 0 && !message.fileShown && Tag.in(text(event)) == null) {
        message.fileLate = true;
        message.fileUntitled = true;
      }
      message.fileShown = true;
      message.fetchedUnderIds.add(
          event.path("channelMessageId").asString(event.path("id").asString("")));
    }
  }

  /** False if WhatsApp reports that the agent's message was not delivered. */
  private static boolean delivered(Message message, JsonNode event) {
    var failed = event.path("event").asString().equals("failed");
    message.failed |= failed;
    message.roughStatuses |= failed || !event.path("statuses").asString("steps").equals("steps");
    return !failed;
  }

  /**
   * A person's message, or its file, or that the file is lost. Either may follow later, once, in a
   * message of its own that quotes the person's; where a file has no text, the text follows.
   */
  private void atDesk(Message message, JsonNode event) {
    var withFile = event.path("attachments").asInt() > 0;
    var id = event.path("channelMessageId").asString("");
    var open = message.sha256 != null && !message.fileShown && !message.fileLost;
    var follows = message.texts > 0 && open && !message.receivedIds.contains(id);
    var titles =
        message.texts > 0
            && message.fileUntitled
            && !withFile
            && !message.firstArrival.equals(text(event));
    remember(event, message);
    if (follows && withFile) {
      message.fileLate = true;
      message.receivedIds.add(id);
    } else if (follows && !message.firstArrival.equals(text(event))) {
      message.fileLost = true;
      message.explained = true;
      message.receivedIds.add(id);
    } else if (titles) {
      message.fileUntitled = false;
    } else {
      text(message, event);
    }
    message.fileShown |= withFile;
  }

  private void remember(JsonNode event, @Nullable Message message) {
    var id = event.path("id").asString();
    shown.put(id, new Shown(message, event.path("channelMessageId").asString(id)));
  }

  /** What no person wrote: a notice of the bridge, or a file that follows its message. */
  private void notice(JsonNode event, @Nullable String tenant, String person) {
    remember(event, null);
    for (var message : filesGone) {
      if (message.tag.tenant().equals(tenant) && plan.belongsTo(message.tag.person(), person)) {
        message.explained = true;
      }
    }
    if (plan.notesFailures(String.valueOf(tenant))
        && String.valueOf(text(event)).contains("not delivered")) {
      fileNotes.add(new FileNote(tenant, person));
    }
  }

  /**
   * A note about a file does not say which one: it is for one that failed at the phone, otherwise
   * for one that is not there, or whose statuses were rough: "failed" may have come first. Matched
   * again each time, because more is known later.
   */
  private void matchFileNotes() {
    messages.values().forEach(message -> message.fileNoted = false);
    for (var note : fileNotes) {
      messages.values().stream()
          .filter(message -> message.textless && !message.failureNoted && !message.fileNoted)
          .filter(message -> message.failed || message.roughStatuses || message.texts == 0)
          .filter(message -> message.tag.tenant().equals(note.tenant()))
          .filter(message -> plan.belongsTo(message.tag.person(), note.person()))
          .min(Comparator.comparing(message -> !message.failed))
          .ifPresent(message -> message.fileNoted = true);
    }
  }

  String desk(Message message) {
    return plan.desk(message.tag.tenant());
  }

  /**
   * Called after both journals were read to their end: matches early arrivals with their messages.
   */
  void settle() {
    var again = List.copyOf(unexplained);
    unexplained.clear();
    again.forEach(one -> received(one.event(), one.tenant(), one.person(), one.atDesk()));
  }

  private void text(Message message, JsonNode event) {
    var id = event.path("channelMessageId").asString("");
    if (message.texts > 0 && !id.isEmpty() && message.receivedIds.contains(id)) {
      message.repeatsUnderOneId++;
    }
    if (!id.isEmpty()) {
      message.receivedIds.add(id);
    }
    message.texts++;
    var text = text(event);
    message.explained |= text != null && text.length() > message.textLength;
    if (message.texts == 1) {
      message.firstArrival = text == null ? "" : text;
      message.arrivedAs = event.path("n").asLong();
      message.arrivedMs = event.path("ms").asLong();
      message.late = operatorReplayed || message.inLostStore;
      message.deskAddress = event.path("address").asString(message.deskAddress);
    }
  }

  private void file(Message message, String digest) {
    if (digest.equals(message.sha256)) {
      message.files++;
    } else {
      message.fileWrong = true;
    }
  }

  /** A desk fetches the file later, and retries a failed fetch. */
  private void fetched(JsonNode event) {
    var id = event.path("id").asString();
    var where = shown.getOrDefault(id, new Shown(null, id));
    var digest = digest(event);
    if (event.path("ok").asBoolean() && digest != null) {
      var owner = where.message() == null ? byDigest.get(digest) : where.message();
      if (owner != null) {
        file(owner, digest);
        owner.fetchedUnderIds.add(where.channelMessageId());
        owner.fileLate |= where.message() == null;
      }
    }
  }

  private void checkRecipient(Message message, @Nullable String tenant, String person) {
    var rightTenant = message.tag.tenant().equals(tenant);
    var rightPerson = plan.belongsTo(message.tag.person(), person);
    if (!rightTenant || !rightPerson) {
      wrongPersons.add(message.tag + " arrived at " + tenant + "/" + person);
    }
  }

  private static @Nullable String text(JsonNode event) {
    var text = event.path("text").asString("");
    var found = text.isEmpty() ? event.path("caption").asString("") : text;
    return found.isEmpty() ? null : found;
  }

  private static @Nullable String digest(JsonNode event) {
    var digest = event.path("sha256");
    var found = digest.isArray() ? digest.path(0).asString("") : digest.asString("");
    return found.isEmpty() ? null : found;
  }

  /**
   * A store lost its data: messages that have not arrived yet count as late when they do, and
   * receipts in it are lost, because statuses that were applied are not applied again.
   */
  void storeLost() {
    messages.values().forEach(message -> message.receiptMayBeLost = message.receipts.isEmpty());
    messages.values().stream()
        .filter(message -> message.accepted() && message.texts == 0)
        .forEach(message -> message.inLostStore = true);
  }

  /** The operator replayed parked messages: later arrivals count as late. */
  void operatorReplayed() {
    operatorReplayed = true;
  }

  JsonNode arrived(String id) {
    var message = byId.get(id);
    return JsonMapper.shared()
        .createObjectNode()
        .put("known", message != null)
        .put("arrived", message != null && message.arrived());
  }

  List<Message> messages() {
    matchFileNotes();
    return List.copyOf(messages.values());
  }

  List<String> wrongPersons() {
    return wrongPersons;
  }

  List<String> neverSent() {
    return unexplained.stream()
        .map(one -> "never sent: " + one.event() + " at " + one.tenant() + "/" + one.person())
        .toList();
  }

  JsonNode progress() {
    matchFileNotes();
    long accepted = 0;
    long arrived = 0;
    long open = 0;
    long unanswered = 0;
    for (var message : messages.values()) {
      if (message.accepted()) {
        accepted++;
        arrived += message.arrived() ? 1 : 0;
        unanswered += message.withoutReceipt() ? 1 : 0;
      } else if (!message.gaveUp) {
        open++;
      }
    }
    return Objects.requireNonNull(
        JsonMapper.shared()
            .createObjectNode()
            .put("said", messages.size())
            .put("accepted", accepted)
            .put("arrived", arrived)
            .put("open", open)
            .put("unanswered", unanswered)
            .put("events", events));
  }
}
