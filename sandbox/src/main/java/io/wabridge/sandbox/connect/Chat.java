package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.ChangeSignal;
import io.wabridge.sandbox.SerialExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A chat contact with the person's participant. */
final class Chat {
  private static final Duration TO_CONNECT = Duration.ofMinutes(5);

  private final String id;
  private final Instance instance;
  private final String displayName;
  private final ObjectNode attributes;
  private final Set<String> contentTypes;
  private final @Nullable String continuedFrom;
  private final long createdAtMs;
  private final long lastsMs;
  private final String participantId = UUID.randomUUID().toString();
  private final String participantToken = "pt-" + Instances.random(24);
  private final String agentId = UUID.randomUUID().toString();
  private final Map<String, String> streams = new ConcurrentHashMap<>();
  private final Map<String, Attachment> attachments = new ConcurrentHashMap<>();
  private final Map<String, String> receipts = new ConcurrentHashMap<>();
  private final List<ChatItem> items = new ArrayList<>();
  private final ChangeSignal pulse = new ChangeSignal();
  private final SerialExecutor lane;
  private volatile String currentContact;
  private volatile boolean connected;
  private volatile boolean ended;
  private volatile boolean participantRevoked;
  private volatile long lastAtMs;

  Chat(
      String id,
      Instance instance,
      String displayName,
      ObjectNode attributes,
      Set<String> contentTypes,
      @Nullable String continuedFrom,
      long createdAtMs,
      long lastsMs,
      Executor executor) {
    this.id = id;
    this.instance = instance;
    this.displayName = displayName;
    this.attributes = attributes;
    this.contentTypes = contentTypes;
    this.continuedFrom = continuedFrom;
    this.createdAtMs = createdAtMs;
    this.lastsMs = lastsMs;
    this.currentContact = id;
    this.lastAtMs = createdAtMs;
    this.lane = new SerialExecutor(executor);
  }

  String id() {
    return id;
  }

  Instance instance() {
    return instance;
  }

  String displayName() {
    return displayName;
  }

  ObjectNode attributes() {
    return attributes;
  }

  Set<String> contentTypes() {
    return contentTypes;
  }

  @Nullable String continuedFrom() {
    return continuedFrom;
  }

  String participantId() {
    return participantId;
  }

  String participantToken() {
    return participantToken;
  }

  String agentId() {
    return agentId;
  }

  /** Topics by the ids of their streams. */
  Map<String, String> streams() {
    return streams;
  }

  Map<String, Attachment> attachments() {
    return attachments;
  }

  /** The person's receipts of agents' messages, by the ids of the messages. */
  Map<String, String> receipts() {
    return receipts;
  }

  ChangeSignal pulse() {
    return pulse;
  }

  SerialExecutor lane() {
    return lane;
  }

  /** The contact that the chat has now; a transfer gives it another one. */
  String currentContact() {
    return currentContact;
  }

  void transferred(String contact) {
    currentContact = contact;
  }

  boolean connected() {
    return connected;
  }

  void connect() {
    connected = true;
  }

  void end() {
    ended = true;
  }

  void revokeParticipant() {
    participantRevoked = true;
  }

  boolean participantRevoked() {
    return participantRevoked;
  }

  /** Ended, too old, or not connected within five minutes. */
  boolean ended(long nowMs) {
    return ended
        || nowMs > createdAtMs + lastsMs
        || !connected && nowMs > createdAtMs + TO_CONNECT.toMillis();
  }

  long lastAtMs() {
    return lastAtMs;
  }

  synchronized void add(ChatItem item) {
    items.add(item);
    lastAtMs = item.atMs();
  }

  synchronized List<ChatItem> items() {
    return List.copyOf(items);
  }
}
