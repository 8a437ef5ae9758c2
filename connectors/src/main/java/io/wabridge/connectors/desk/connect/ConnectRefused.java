package io.wabridge.connectors.desk.connect;

import io.wabridge.connectors.aws.AwsReply;

/** An answer that ends a delivery before its message was sent. */
final class ConnectRefused extends Exception {

  private static final long serialVersionUID = 1L;
  private final transient AwsReply reply;

  ConnectRefused(AwsReply reply) {
    super(reply.detail());
    this.reply = reply;
  }

  AwsReply reply() {
    return reply;
  }
}
