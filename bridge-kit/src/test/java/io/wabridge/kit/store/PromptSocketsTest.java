package io.wabridge.kit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PromptSocketsTest {

  @Test
  void disablesNaglesAlgorithm() throws IOException {
    var sockets = new PromptSockets();
    var home = InetAddress.getLoopbackAddress();
    try (var server = new ServerSocket(0, 10, home);
        var open = sockets.createSocket();
        var named = sockets.createSocket(home.getHostAddress(), server.getLocalPort());
        var from = sockets.createSocket(home.getHostAddress(), server.getLocalPort(), home, 0);
        var addressed = sockets.createSocket(home, server.getLocalPort());
        var both = sockets.createSocket(home, server.getLocalPort(), home, 0)) {
      for (var socket : new Socket[] {open, named, from, addressed, both}) {
        assertThat(socket.getTcpNoDelay()).isTrue();
      }
    }
  }
}
