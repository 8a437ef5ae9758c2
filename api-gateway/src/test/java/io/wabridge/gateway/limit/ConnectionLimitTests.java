package io.wabridge.gateway.limit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.testkit.LocalStores;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One address may have a limited number of open connections. */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,api-gateway",
      "bridge.gateway.limits.connections=5"
    })
@LocalStores
class ConnectionLimitTests {

  private static final String REQUEST =
      "GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @LocalServerPort int port;

  private String status(RawConnection connection) {
    try {
      return connection.send(REQUEST).status(Duration.ofSeconds(5));
    } catch (UncheckedIOException e) {
      return "";
    }
  }

  @Test
  void abuse08_limitsTheConnectionsOfAnAddress() {
    var open = new ArrayList<RawConnection>();
    try {
      for (var number = 0; number < 5; number++) {
        var connection = new RawConnection(port);
        open.add(connection);
        assertThat(status(connection)).isEqualTo("HTTP/1.1 200");
      }
      try (var sixth = new RawConnection(port)) {
        assertThat(status(sixth)).isEmpty();
      }
    } finally {
      open.forEach(RawConnection::close);
    }

    await()
        .atMost(10, SECONDS)
        .until(() -> {
          try (var later = new RawConnection(port)) {
            return status(later).equals("HTTP/1.1 200");
          }
        });
  }

  @Test
  void aTrustedProxyHasNoLimit() throws Exception {
    var connections = new AddressConnections(1, List.of("10.9.0.0/16"));
    var proxy = InetAddress.ofLiteral("10.9.1.2");
    var other = InetAddress.ofLiteral("10.8.1.2");

    assertThat(connections.admit(proxy, Pipe.open().source())).isTrue();
    assertThat(connections.admit(proxy, Pipe.open().source())).isTrue();
    assertThat(connections.admit(other, Pipe.open().source())).isTrue();
    assertThat(connections.admit(other, Pipe.open().source())).isFalse();
  }

  @Test
  void closedConnectionsDoNotCount() throws Exception {
    var connections = new AddressConnections(1, List.of());
    var address = InetAddress.ofLiteral("2001:db8::1");
    for (var number = 0; number < 3000; number++) {
      var connection = Pipe.open();
      assertThat(connections.admit(address, connection.source())).isTrue();
      connection.source().close();
      connection.sink().close();
    }
  }
}
