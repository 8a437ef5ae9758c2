package io.wabridge.sandbox.chatwoot;

import java.util.concurrent.atomic.AtomicLong;

/** An account, with the tokens of an administrator and of an agent. */
final class Account {
  private final long id;
  private final String name;
  private volatile String adminToken;
  private final String agentToken;
  private final AtomicLong conversationNumbers = new AtomicLong();

  Account(long id, String name, String adminToken, String agentToken) {
    this.id = id;
    this.name = name;
    this.adminToken = adminToken;
    this.agentToken = agentToken;
  }

  long id() {
    return id;
  }

  String name() {
    return name;
  }

  String adminToken() {
    return adminToken;
  }

  /** The former token is refused from now on. */
  void adminToken(String token) {
    adminToken = token;
  }

  String agentToken() {
    return agentToken;
  }

  AtomicLong conversationNumbers() {
    return conversationNumbers;
  }
}
