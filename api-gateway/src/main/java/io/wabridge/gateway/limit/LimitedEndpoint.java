package io.wabridge.gateway.limit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.apache.tomcat.util.net.NioEndpoint;

/** Accepts a limited number of connections of each address. */
final class LimitedEndpoint extends NioEndpoint {

  private volatile AddressConnections connections =
      new AddressConnections(Integer.MAX_VALUE, List.of());

  void limit(AddressConnections limit) {
    this.connections = limit;
  }

  @Override
  protected boolean setSocketOptions(SocketChannel socket) {
    if (admitted(socket)) {
      return super.setSocketOptions(socket);
    }
    destroySocket(socket);
    return false;
  }

  private boolean admitted(SocketChannel socket) {
    try {
      return socket.getRemoteAddress() instanceof InetSocketAddress remote
          && connections.admit(remote.getAddress(), socket);
    } catch (IOException e) {
      return false; // it is closed already
    }
  }
}
