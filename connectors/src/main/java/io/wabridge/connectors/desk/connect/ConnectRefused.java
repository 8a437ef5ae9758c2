package io.wabridge.connectors.desk.connect;

/** An answer that ends a delivery before its message was sent. */
final class ConnectRefused extends Exception {

  private static final long serialVersionUID = 1L;
  private final transient ConnectReply reply;

  ConnectRefused(ConnectReply reply) {
    super(reply.detail());
    this.reply = reply;
  }

  ConnectReply reply() {
    return reply;
  }
}
