package io.wabridge.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTests {

  private final StringBuffer heard = new StringBuffer();
  private ServerSocket server;
  private FaultProxy proxy;
  private Socket client;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::echo);
    proxy = new FaultProxy("here", "there", server.getLocalPort());
    client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    client.setSoTimeout(5000);
    assertThat(said('a')).isEqualTo('a');
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    proxy.close();
    server.close();
  }

  private void echo() {
    try {
      while (true) {
        var one = server.accept();
        Thread.ofVirtual()
            .start(() -> {
              try (one) {
                for (var b = one.getInputStream().read(); b >= 0; b = one.getInputStream().read()) {
                  heard.append((char) b);
                  one.getOutputStream().write(b);
                }
              } catch (IOException e) {
                // reset
              }
            });
      }
    } catch (IOException e) {
      // closed
    }
  }

  private int said(char letter) throws IOException {
    client.getOutputStream().write(letter);
    return client.getInputStream().read();
  }

  @Test
  void pausedDataContinuesAfterRestore() throws IOException {
    proxy.affected();
    proxy.pause();
    client.setSoTimeout(300);
    client.getOutputStream().write('b');
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    client.setSoTimeout(5000);
    proxy.restore();
    assertThat(client.getInputStream().read()).isEqualTo('b');
    assertThat(proxy.affected()).isPositive();
  }

  @Test
  void resetBreaksOpenConnectionsAndAcceptsNewOnes() throws IOException {
    proxy.reset();
    assertThatThrownBy(
            () -> {
              if (said('b') < 0) {
                throw new IOException("closed");
              }
            })
        .isInstanceOf(IOException.class);
    client.close();
    client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    client.setSoTimeout(5000);
    assertThat(said('c')).isEqualTo('c');
  }

  @Test
  void resetDuringPauseLosesDataInTransit() throws Exception {
    proxy.affected();
    proxy.pause();
    client.getOutputStream().write('b');
    assertThat(FaultCatalog.await(5, () -> proxy.affected() > 0)).isTrue();
    proxy.reset();
    proxy.restore();
    client.close();
    client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    client.setSoTimeout(5000);
    assertThat(said('c')).isEqualTo('c');
    assertThat(heard).hasToString("ac");
  }

  @Test
  void delaysEveryAnswer() throws IOException {
    proxy.delay(300);
    var from = System.nanoTime();
    said('b');
    said('c');
    assertThat((System.nanoTime() - from) / 1_000_000).isBetween(600L, 3000L);
  }

  @Test
  void throttlesToTheGivenRate() throws IOException {
    proxy.throttle(2000);
    var from = System.nanoTime();
    client.getOutputStream().write(new byte[1000]);
    client.getInputStream().readNBytes(1000);
    assertThat((System.nanoTime() - from) / 1_000_000).isBetween(500L, 4000L);
  }

  @Test
  void resetsConnectionsThatTheServerRefuses() throws IOException {
    server.close();
    try (var late = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      late.setSoTimeout(5000);
      assertThatThrownBy(
              () -> {
                if (late.getInputStream().read() < 0) {
                  throw new IOException("closed");
                }
              })
          .isInstanceOf(IOException.class);
    }
  }
}
