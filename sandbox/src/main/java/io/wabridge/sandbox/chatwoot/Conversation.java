package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.ChangeSignal;
import io.wabridge.sandbox.SerialExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A conversation of a contact in an inbox. */
final class Conversation {
  private final String uuid = UUID.randomUUID().toString();
  private final long number;
  private final ContactInbox contactInbox;
  private final ObjectNode additional;
  private final long createdAtMs;
  private final List<ChatMessage> messages = new ArrayList<>();
  private final ChangeSignal pulse = new ChangeSignal();
  private final SerialExecutor lane;
  private volatile String status;
  private volatile long lastAtMs;

  Conversation(
      long number,
      ContactInbox contactInbox,
      String status,
      ObjectNode additional,
      long createdAtMs,
      Executor executor) {
    this.number = number;
    this.contactInbox = contactInbox;
    this.status = status;
    this.additional = additional;
    this.createdAtMs = createdAtMs;
    this.lastAtMs = createdAtMs;
    this.lane = new SerialExecutor(executor);
  }

  /** The number in the account, which all calls and webhooks use. */
  long number() {
    return number;
  }

  String uuid() {
    return uuid;
  }

  Account account() {
    return inbox().account();
  }

  Inbox inbox() {
    return contactInbox.inbox();
  }

  Contact contact() {
    return contactInbox.contact();
  }

  ContactInbox contactInbox() {
    return contactInbox;
  }

  ObjectNode additional() {
    return additional;
  }

  long createdAtMs() {
    return createdAtMs;
  }

  ChangeSignal pulse() {
    return pulse;
  }

  SerialExecutor lane() {
    return lane;
  }

  String status() {
    return status;
  }

  void status(String other) {
    status = other;
  }

  long lastAtMs() {
    return lastAtMs;
  }

  synchronized void add(ChatMessage message) {
    messages.add(message);
    lastAtMs = message.createdAtMs();
  }

  synchronized List<ChatMessage> messages() {
    return List.copyOf(messages);
  }

  synchronized @Nullable ChatMessage last() {
    return messages.isEmpty() ? null : messages.getLast();
  }

  /** Messages since this time, of all senders. */
  synchronized long since(long ms) {
    return messages.stream().filter(one -> one.createdAtMs() >= ms).count();
  }

  synchronized long lastIncomingMs() {
    return messages.stream()
        .filter(one -> one.type() == ChatMessage.INCOMING)
        .mapToLong(ChatMessage::createdAtMs)
        .max()
        .orElse(0);
  }
}
