package io.wabridge.connectors.desk.chatwoot;

import io.wabridge.connectors.chatwoot.ChatwootReply;

/** An answer that ends the preparation of a delivery: nothing was posted. */
final class ChatwootRefused extends Exception {

  private static final long serialVersionUID = 1L;
  private final transient ChatwootReply reply;

  ChatwootRefused(ChatwootReply reply) {
    super(reply.detail());
    this.reply = reply;
  }

  ChatwootReply reply() {
    return reply;
  }
}
