package io.wabridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A trusted proxy sets the caller's address and scheme, and nothing else. */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,api-gateway",
      "bridge.gateway.trusted-proxies=127.0.0.1,10.9.0.0/16"
    })
@Import(SeenRequests.class)
@LocalStores
class TrustedProxiesTests {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final StandIn WHATSAPP = StandIn.answering(asked -> Answer.ok("{}"));

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    registry.add("bridge.services.whatsapp-webhook-service", WHATSAPP::url);
  }

  @AfterAll
  static void stop() {
    WHATSAPP.close();
  }

  @LocalServerPort int port;

  @BeforeEach
  void begin() {
    SeenRequests.forget();
    WHATSAPP.clearRequests();
  }

  private SeenRequests.Seen seen(String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/whatsapp/x"))
            .headers(headers)
            .build();
    assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    return SeenRequests.all().getLast();
  }

  @Test
  void takesTheCallersAddressAndSchemeFromTheProxy() throws Exception {
    var seen = seen("X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https");

    assertThat(seen.remote()).isEqualTo("203.0.113.7");
    assertThat(seen.scheme()).isEqualTo("https");
    assertThat(seen.forwarded()).isEmpty();
  }

  /** A caller may send addresses in front of the one that the proxy adds. */
  @Test
  void callerIsTheLastAddressThatIsNotAProxy() throws Exception {
    assertThat(seen("X-Forwarded-For", "127.0.0.1, 203.0.113.7, 10.9.1.2").remote())
        .isEqualTo("203.0.113.7");
    assertThat(seen("X-Forwarded-For", "198.51.100.1, 203.0.113.7").remote())
        .isEqualTo("203.0.113.7");
  }

  /**
   * Proxies set address and scheme themselves, and pass the other headers on as the caller wrote
   * them.
   */
  @Test
  void takesPrefixHostAndPathFromNoProxy() throws Exception {
    var seen =
        seen(
            "X-Forwarded-Prefix", "/actuator/prometheus?a=",
            "X-Forwarded-Host", "evil.example",
            "Forwarded", "for=198.51.100.1;host=evil.example;proto=https");

    assertThat(seen.server()).isEqualTo("127.0.0.1");
    assertThat(seen.scheme()).isEqualTo("http");
    assertThat(seen.remote()).isEqualTo("127.0.0.1");
    assertThat(seen.forwarded()).isEmpty();
    assertThat(WHATSAPP.asked("/"))
        .extracting(StandIn.RecordedRequest::path)
        .containsExactly("/webhooks/whatsapp/x");
  }
}
