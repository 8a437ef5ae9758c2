package io.wabridge.connectors.desk.connect;

/** The chat has ended, or its participant's token is not accepted any more. */
final class ConnectGone extends Exception {

  private static final long serialVersionUID = 1L;

  ConnectGone(ConnectReply reply) {
    super(reply.detail());
  }
}
