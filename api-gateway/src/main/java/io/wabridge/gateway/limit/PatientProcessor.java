package io.wabridge.gateway.limit;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request header takes too long. Tomcat's own limit counts from the last
 * byte, so a client that sends one byte now and then would keep its connection for ever.
 */
final class PatientProcessor extends Http11Processor {

  private final Duration patience;
  private @Nullable SocketWrapperBase<?> waiting;
  private long since;

  PatientProcessor(LimitedHttp protocol, Adapter adapter, Duration patience) {
    super(protocol, adapter);
    this.patience = patience;
  }

  /** Called for every arrival of bytes until the header is complete. */
  @Override
  public SocketState service(SocketWrapperBase<?> socket) throws IOException {
    var state = super.service(socket);
    if (state != SocketState.LONG || isAsync()) {
      waiting = null;
      return state;
    }
    if (waiting != socket) {
      waiting = socket;
      since = System.nanoTime();
      return state;
    }
    if (System.nanoTime() - since < patience.toNanos()) {
      return state;
    }
    waiting = null;
    return SocketState.CLOSED;
  }
}
