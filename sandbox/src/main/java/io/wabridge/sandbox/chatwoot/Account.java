package io.wabridge.sandbox.chatwoot;

import java.util.concurrent.atomic.AtomicLong;

/** An account, with the tokens of an administrator and of an agent. */
record Account(
    long id, String name, String adminToken, String agentToken, AtomicLong conversationNumbers) {

  Account(long id, String name, String adminToken, String agentToken) {
    this(id, name, adminToken, agentToken, new AtomicLong());
  }
}
