package io.wabridge.connectors.desk.connect;

import io.wabridge.connectors.aws.AwsReply;

/** The chat has ended, or its participant's token is not accepted any more. */
final class ConnectGone extends Exception {

  private static final long serialVersionUID = 1L;

  ConnectGone(AwsReply reply) {
    super(reply.detail());
  }
}
