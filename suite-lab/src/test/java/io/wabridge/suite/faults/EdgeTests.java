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

class EdgeTests {

  private final StringBuffer heard = new StringBuffer();
  private ServerSocket server;
  private Edge edge;
  private Socket client;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::echo);
    edge = new Edge("here", "there", server.getLocalPort());
    client = new Socket(InetAddress.getLoopbackAddress(), edge.port());
    client.setSoTimeout(5000);
    assertThat(said('a')).isEqualTo('a');
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    edge.close();
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
  void silenceHoldsBackAndGoesOn() throws IOException {
    edge.disturbed();
    edge.fallSilent();
    client.setSoTimeout(300);
    client.getOutputStream().write('b');
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    client.setSoTimeout(5000);
    edge.mend();
    assertThat(client.getInputStream().read()).isEqualTo('b');
    assertThat(edge.disturbed()).isPositive();
  }

  @Test
  void aResetBreaksWhatIsOpenAndLetsNewOnesIn() throws IOException {
    edge.reset();
    assertThatThrownBy(
            () -> {
              if (said('b') < 0) {
                throw new IOException("closed");
              }
            })
        .isInstanceOf(IOException.class);
    client.close();
    client = new Socket(InetAddress.getLoopbackAddress(), edge.port());
    client.setSoTimeout(5000);
    assertThat(said('c')).isEqualTo('c');
  }

  @Test
  void whatIsOnItsWayWhenASilentLineIsResetNeverArrives() throws Exception {
    edge.disturbed();
    edge.fallSilent();
    client.getOutputStream().write('b');
    assertThat(Arsenal.await(5, () -> edge.disturbed() > 0)).isTrue();
    edge.reset();
    edge.mend();
    client.close();
    client = new Socket(InetAddress.getLoopbackAddress(), edge.port());
    client.setSoTimeout(5000);
    assertThat(said('c')).isEqualTo('c');
    assertThat(heard).hasToString("ac");
  }

  @Test
  void aDelayDelaysEveryAnswer() throws IOException {
    edge.delay(300);
    var from = System.nanoTime();
    said('b');
    said('c');
    assertThat((System.nanoTime() - from) / 1_000_000).isBetween(600L, 3000L);
  }

  @Test
  void aNarrowLineLetsSoManyBytesThrough() throws IOException {
    edge.narrow(2000);
    var from = System.nanoTime();
    client.getOutputStream().write(new byte[1000]);
    client.getInputStream().readNBytes(1000);
    assertThat((System.nanoTime() - from) / 1_000_000).isBetween(500L, 4000L);
  }

  @Test
  void whoeverTheServerRefusesIsReset() throws IOException {
    server.close();
    try (var late = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
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
