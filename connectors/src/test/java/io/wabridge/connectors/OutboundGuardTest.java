package io.wabridge.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tenant, an agent or a webhook names is called only if it is on the internet. */
class OutboundGuardTest {

  private final OutboundHttp strict =
      new OutboundHttp(Given.outside(false, Duration.ofMillis(500)));
  private StubServer inside;

  @BeforeEach
  void begin() throws IOException {
    inside = new StubServer();
  }

  @AfterEach
  void end() throws IOException {
    inside.close();
    strict.close();
  }

  private void refused(String url) {
    assertThatExceptionOfType(AddressRefused.class)
        .as(url)
        .isThrownBy(() -> strict.send(OutboundRequest.get(URI.create(url))).close());
    assertThat(inside.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "0.0.0.0",
        "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1",
        "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.127.255.255", "192.0.0.1",
        "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
        "[64:ff9b::7f00:1]", "[64:ff9b::a00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]",
        "[2001::1]", "[2001:db8::1]", "[3fff::1]", "[100::1]", "[fc00::1]", "[fd00:ec2::254]",
        "[fe80::1]", "[fec0::1]", "[ff02::1]", "[5f00::1]"
      })
  void abuse09_neverCallsTheOwnNetwork(String host) {
    refused("https://" + host + ":" + inside.url().getPort() + "/x");
    refused("http://" + host + ":" + inside.url().getPort() + "/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/x",
        "HTTP://example.org/x",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "gopher://example.org/x",
        "jar:https://example.org/x!/y",
        "https:///x",
        "https://u:p@example.org/x",
        "https://example.org@127.0.0.1/x",
        "https://example.org:99999/x",
        "//example.org/x",
        "x"
      })
  void abuse09_callsHttpsAddressesOnly(String url) {
    refused(url);
  }

  /** The name is resolved by the guard alone: what it has checked is what is connected to. */
  @Test
  void abuse10_aPublicNameOfTheOwnNetworkLeadsNowhere() throws Exception {
    TestNames.answer("rebinding.test", List.of(InetAddress.getLoopbackAddress()));

    refused(at("rebinding.test").toString());
  }

  @Test
  void abuse10_oneAddressOfTheOwnNetworkIsEnoughToRefuseAName() throws Exception {
    TestNames.answer(
        "mixed.test", List.of(InetAddress.ofLiteral("192.0.9.1"), InetAddress.getLoopbackAddress()));

    refused(at("mixed.test").toString());
  }

  private URI at(String name) {
    return URI.create("https://" + name + ":" + inside.url().getPort() + "/x");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void abuse11_followsNoRedirect(int status) throws Exception {
    try (var http = new OutboundHttp(Given.LOOPBACK)) {
      inside.then(status, "", Map.of("Location", inside.url() + "/secret"));

      try (var answer = http.send(OutboundRequest.get(inside.url().resolve("/file")))) {
        assertThat(answer.status()).isEqualTo(status);
      }
    }
    assertThat(inside.asked).extracting(StubServer.RecordedRequest::path).containsExactly("/file");
  }

  /** Where a connector goes on after a redirect itself, every hop is checked again. */
  @Test
  void abuse11_theNextHopIsCheckedAgain() {
    refused(inside.url().resolve("/secret").toString());
  }
}
