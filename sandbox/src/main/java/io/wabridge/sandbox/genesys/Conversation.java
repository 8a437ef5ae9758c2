package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Feed;
import io.wabridge.sandbox.Lane;
import io.wabridge.sandbox.Pulse;
import java.util.UUID;

/** What one customer and the agents say in one thread. */
final class Conversation {
  private final String id;
  private final String integrationId;
  private final String address;
  private final Lane lane;
  private final String customerId = UUID.randomUUID().toString();
  private final String agentId = UUID.randomUUID().toString();
  private final Feed<Talk> talks = new Feed<>(1000);
  private final Pulse pulse = new Pulse();
  private volatile String nickname = "";
  private volatile boolean connected = true;
  private volatile long disconnectedAtMs;
  private volatile long lastAtMs;
  private volatile long typingUntilMs;

  Conversation(String id, String integrationId, String address, Lane lane) {
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

  Lane lane() {
    return lane;
  }

  String customerId() {
    return customerId;
  }

  String agentId() {
    return agentId;
  }

  Feed<Talk> talks() {
    return talks;
  }

  Pulse pulse() {
    return pulse;
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
