package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends a person's messages to the business. */
@Component
class PersonMessageSender {
  private final Notifier notifier;
  private final Groups groups;
  private final MessageStore messageStore;
  private final JournalWriter journalWriter;
  private final ShiftingClock clock;
  private final Settings<WhatsAppSettings> settings;

  PersonMessageSender(
      Notifier notifier,
      Groups groups,
      MessageStore messageStore,
      JournalWriter journalWriter,
      ShiftingClock clock,
      Settings<WhatsAppSettings> settings) {
    this.notifier = notifier;
    this.groups = groups;
    this.messageStore = messageStore;
    this.journalWriter = journalWriter;
    this.clock = clock;
    this.settings = settings;
  }

  PersonMessage say(Chat chat, JsonNode content) {
    return say(chat, content, NamedIds.BOTH);
  }

  /** In a webhook that names these ids of the person. */
  PersonMessage say(Chat chat, JsonNode content, NamedIds ids) {
    ObjectNode message = message(chat, content, ids);
    chat.ids(ids);
    PersonMessage said = remember(chat, message);
    notifier.tell(
        chat.lane(),
        chat.number(),
        value(chat, List.of(message), ids),
        "said " + said.id(),
        done(said));
    return said;
  }

  /**
   * All messages in one POST, spread over that many entries, with that many messages per change.
   */
  List<PersonMessage> sayTogether(Chat chat, List<JsonNode> contents, int entries, int perChange) {
    List<PersonMessage> all = new ArrayList<>();
    List<ObjectNode> values = new ArrayList<>();
    List<ObjectNode> open = new ArrayList<>();
    for (JsonNode content : contents) {
      ObjectNode message = message(chat, content, NamedIds.BOTH);
      all.add(remember(chat, message));
      open.add(message);
      if (open.size() == perChange) {
        values.add(value(chat, open, NamedIds.BOTH));
        open = new ArrayList<>();
      }
    }
    if (!open.isEmpty()) {
      values.add(value(chat, open, NamedIds.BOTH));
    }
    int each = Math.max(1, (values.size() + entries - 1) / entries);
    List<List<ObjectNode>> parts = new ArrayList<>();
    for (int i = 0; i < values.size(); i += each) {
      parts.add(values.subList(i, Math.min(values.size(), i + each)));
    }
    Runnable accepted = () -> all.forEach(said -> done(said).run());
    notifier.tell(chat.lane(), chat.number(), parts, "batch of " + all.size(), accepted);
    return all;
  }

  /** Sends the same message again, as Meta sometimes does. */
  void again(PersonMessage said) {
    ObjectNode message = said.message();
    if (message != null) {
      Chat chat = said.chat();
      ObjectNode value = value(chat, List.of(message), NamedIds.in(message));
      notifier.tell(chat.lane(), chat.number(), value, "again " + said.id(), () -> {});
    }
  }

  private Runnable done(PersonMessage said) {
    return () -> {
      said.delivered();
      journalWriter.accepted(said);
      said.chat().person().pulse().signal();
    };
  }

  private PersonMessage remember(Chat chat, ObjectNode message) {
    long now = clock.millis();
    String id = Json.text(message, "id", "");
    PersonMessage said = new PersonMessage(id, now, chat, settings.now().lean() ? null : message);
    chat.said().add(said);
    Group group = groups.find(Json.text(message, "group_id"));
    if (group == null) {
      chat.lastSaidMs(now);
    } else {
      group.lastSaidMs(now);
    }
    messageStore.said().put(id, said);
    chat.person().pulse().signal();
    journalWriter.said(said, message);
    return said;
  }

  /** The caller's values override the generated ones, so that unusual messages can be created. */
  private ObjectNode message(Chat chat, JsonNode content, NamedIds ids) {
    ObjectNode message = Json.object();
    ChangeValues.put(message, "from", ids.waId(chat));
    ChangeValues.put(message, "from_user_id", ids.userId(chat));
    message.put("id", Ids.fromPerson(chat.person().id()));
    message.put("timestamp", Long.toString(clock.millis() / 1000));
    message.setAll((ObjectNode) content);
    return message;
  }

  private static ObjectNode value(Chat chat, List<ObjectNode> messages, NamedIds ids) {
    ObjectNode value = ChangeValues.of(chat.number());
    value.putArray("contacts").add(ChangeValues.contact(chat, ids, true));
    value.putArray("messages").addAll(messages);
    return value;
  }
}
