package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.ChangeSignal;
import io.wabridge.sandbox.EventFeed;
import io.wabridge.sandbox.SerialExecutor;
import java.util.UUID;

/** The thread between one customer and the agents. */
final class Conversation {
  private final String id;
  private final String integrationId;
  private final String address;
  private final SerialExecutor lane;
  private final String customerId = UUID.randomUUID().toString();
  private final String agentId = UUID.randomUUID().toString();
  private final EventFeed<ConversationMessage> talks = new EventFeed<>(1000);
  private final ChangeSignal changeSignal = new ChangeSignal();
  private volatile String nickname = "";
  private volatile boolean connected = true;
  private volatile long disconnectedAtMs;
  private volatile long lastAtMs;
  private volatile long typingUntilMs;

  Conversation(String id, String integrationId, String address, SerialExecutor lane) {
    this.id = id;
    this.integrationId = integrationId;
    this.address = address;
    this.lane = lane;
  }

  String id() {
    return id;
  }

  String integrationId() {
    return integrationId;
  }

  String address() {
    return address;
  }

  SerialExecutor lane() {
    return lane;
  }

  String customerId() {
    return customerId;
  }

  String agentId() {
    return agentId;
  }

  EventFeed<ConversationMessage> talks() {
    return talks;
  }

  ChangeSignal pulse() {
    return changeSignal;
  }

  String nickname() {
    return nickname;
  }

  void nickname(String name) {
    nickname = name;
  }

  boolean connected() {
    return connected;
  }

  void connect() {
    connected = true;
  }

  void disconnect(long nowMs) {
    connected = false;
    disconnectedAtMs = nowMs;
  }

  long disconnectedAtMs() {
    return disconnectedAtMs;
  }

  long lastAtMs() {
    return lastAtMs;
  }

  void touched(long nowMs) {
    lastAtMs = nowMs;
  }

  long typingUntilMs() {
    return typingUntilMs;
  }

  void typingUntilMs(long until) {
    typingUntilMs = until;
  }
}
