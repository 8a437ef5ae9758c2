package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.ChangeSignal;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** All chats, their tokens and their items. */
@Component
class Chats {
  private record Connection(Chat chat, long expiresMs) {}

  private final Map<String, Chat> chats = new ConcurrentHashMap<>();
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();
  private final ChangeSignal pulse = new ChangeSignal();
  private final ChatTopics topics;
  private final JournalWriter journalWriter;
  private final ShiftingClock clock;
  private final SandboxScheduler scheduler;
  private final Settings<ConnectSettings> settings;

  Chats(
      ChatTopics topics,
      JournalWriter journalWriter,
      ShiftingClock clock,
      SandboxScheduler scheduler,
      Settings<ConnectSettings> settings) {
    this.topics = topics;
    this.journalWriter = journalWriter;
    this.clock = clock;
    this.scheduler = scheduler;
    this.settings = settings;
  }

  void clear() {
    chats.clear();
    connections.clear();
    pulse.signal();
  }

  ChangeSignal pulse() {
    return pulse;
  }

  Chat open(
      Instance instance,
      String displayName,
      ObjectNode attributes,
      Set<String> contentTypes,
      @Nullable String continuedFrom,
      long lastsMs) {
    long now = clock.millis();
    long open =
        chats.values().stream()
            .filter(one -> one.instance() == instance && !one.ended(now))
            .count();
    if (open >= settings.now().concurrentChats()) {
      throw ConnectException.of(
          429, "LimitExceededException", "The allowed limit of concurrent chats was exceeded");
    }
    Chat chat =
        new Chat(
            UUID.randomUUID().toString(),
            instance,
            displayName,
            attributes,
            contentTypes,
            continuedFrom,
            now,
            lastsMs,
            scheduler.now());
    chats.put(chat.id(), chat);
    pulse.signal();
    return chat;
  }

  /** The newest first. */
  List<Chat> all() {
    return chats.values().stream()
        .sorted(Comparator.comparingLong(Chat::lastAtMs).reversed())
        .toList();
  }

  @Nullable Chat find(String contact) {
    Chat chat = chats.get(contact);
    return chat != null
        ? chat
        : chats.values().stream()
            .filter(one -> one.currentContact().equals(contact))
            .findFirst()
            .orElse(null);
  }

  boolean ended(Chat chat) {
    return chat.ended(clock.millis());
  }

  /** The chat of a participant's token, for connections only. */
  Chat ofParticipant(@Nullable String token) {
    return chats.values().stream()
        .filter(one -> one.participantToken().equals(token))
        .filter(one -> !ended(one) && !one.participantRevoked())
        .findFirst()
        .orElseThrow(ConnectException::accessDenied);
  }

  String connect(Chat chat, long expiresMs) {
    String token = "ct-" + Instances.random(32);
    connections.put(token, new Connection(chat, expiresMs));
    return token;
  }

  /** The chat of a connection's token, if both last. */
  Chat ofConnection(@Nullable String token) {
    Connection connection = token == null ? null : connections.get(token);
    if (connection == null || connection.expiresMs() < clock.millis() || ended(connection.chat())) {
      throw ConnectException.accessDenied();
    }
    return connection.chat();
  }

  /** Makes all connections of a chat expire. */
  void expireConnections(Chat chat) {
    connections.values().removeIf(one -> one.chat() == chat);
  }

  /** Adds an item and streams it. */
  ChatItem add(
      Chat chat,
      String type,
      String contentType,
      @Nullable String content,
      @Nullable String role,
      String displayName,
      String visibility,
      List<Attachment> attachments) {
    ChatItem item =
        new ChatItem(
            UUID.randomUUID().toString(),
            type,
            contentType,
            content,
            role,
            displayName,
            visibility,
            chat.currentContact(),
            clock.millis(),
            attachments);
    if (!type.equals("EVENT") || contentType.endsWith("chat.ended")) {
      chat.add(item);
    }
    changed(chat);
    journalWriter.added(chat, item);
    topics.stream(chat, item);
    return item;
  }

  void changed(Chat chat) {
    chat.pulse().signal();
    pulse.signal();
  }

  /** Ends the chat; the event has no role. */
  void end(Chat chat) {
    if (!ended(chat)) {
      add(
          chat,
          "EVENT",
          "application/vnd.amazonaws.connect.event.chat.ended",
          null,
          null,
          "",
          "ALL",
          List.of());
      chat.end();
      journalWriter.ended(chat);
      changed(chat);
    }
  }
}
