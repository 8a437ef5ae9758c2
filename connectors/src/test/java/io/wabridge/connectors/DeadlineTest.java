package io.wabridge.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** No call lasts longer than its deadline, even if the other side keeps sending slowly. */
class DeadlineTest {

  private static final Duration ENOUGH = Duration.ofMillis(4500);

  @Test
  void abortsASlowResponseAfterTheTotalTime() throws Exception {
    try (StubServer server = new StubServer();
        OutboundHttp http = new OutboundHttp(Given.LOOPBACK)) {
      server.then(exchange -> {
        exchange.sendResponseHeaders(200, 0);
        trickle(exchange.getResponseBody());
      });
      long started = System.nanoTime();
      try (OutboundAnswer answer = http.send(OutboundRequest.get(server.url()))) {
        assertThatThrownBy(answer::text).isInstanceOf(IOException.class);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - started))
          .isBetween(Duration.ofMillis(1900), ENOUGH);
    }
  }

  @Test
  void releasesAnEndedCallBeforeItsDeadline() {
    try (var clock = Deadline.clock()) {
      var hour = Duration.ofHours(1);
      var call = new Deadline(clock, hour, hour, () -> {});
      assertThat(clock.getQueue()).hasSize(1);

      call.close();
      assertThat(clock.getQueue()).isEmpty();
    }
  }

  @Test
  void allowsMoreTimeForAFileWithProgress() throws Exception {
    try (StubServer server = new StubServer();
        OutboundHttp http = new OutboundHttp(Given.LOOPBACK)) {
      server.then(exchange -> {
        exchange.sendResponseHeaders(200, 0);
        for (int i = 0; i < 15; i++) {
          exchange.getResponseBody().write(new byte[100]);
          exchange.getResponseBody().flush();
          pause(200);
        }
        exchange.getResponseBody().close();
      });
      try (OutboundAnswer answer = http.send(OutboundRequest.getFile(server.url()))) {
        assertThat(answer.text()).hasSize(1500);
      }
    }
  }

  @Test
  void abortsAnUploadWithoutProgress() throws Exception {
    AtomicLong sent = new AtomicLong();
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        OutboundHttp http = new OutboundHttp(Given.LOOPBACK)) {
      Thread.ofVirtual().start(() -> accept(deaf));
      URI url = URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/media");
      long started = System.nanoTime();
      assertThatThrownBy(() -> http.send(OutboundRequest.of("POST", url, endless(sent))))
          .isInstanceOfSatisfying(OutboundFailure.class, e -> assertThat(e.begun()).isTrue())
          .hasMessage("No answer came in time.");
      assertThat(Duration.ofNanos(System.nanoTime() - started))
          .isBetween(Duration.ofMillis(900), ENOUGH);
      assertThat(sent.get()).isPositive();
    }
  }

  private static OutboundBody endless(AtomicLong sent) {
    return new OutboundBody() {
      @Override
      public String contentType() {
        return "application/octet-stream";
      }

      @Override
      public long length() {
        return 1L << 32;
      }

      @Override
      public boolean file() {
        return true;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        byte[] some = new byte[1 << 16];
        for (long left = length(); left > 0; left -= some.length) {
          out.write(some);
          sent.addAndGet(some.length);
        }
      }
    };
  }

  private static void accept(ServerSocket deaf) {
    try (Socket open = deaf.accept()) {
      pause(20_000);
    } catch (IOException e) {
      // the test is over
    }
  }

  private static void trickle(OutputStream out) throws IOException {
    while (true) {
      out.write(' ');
      out.flush();
      pause(200);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
