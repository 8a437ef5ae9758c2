package io.wabridge.connectors.channel.dialog360;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.testkit.Signed;
import io.wabridge.testkit.contract.ChannelContract;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class Dialog360ContractTest extends ChannelContract {

  private static final OutboundHttp HTTP = new OutboundHttp(Given.LOOPBACK);

  @AfterAll
  static void close() throws IOException {
    HTTP.close();
  }

  @Override
  protected ChannelConnector connector() {
    return new Dialog360Channel(HTTP);
  }

  @Override
  protected Settings settings(URI server) {
    return Settings.of(
        Map.of("phoneNumberId", "106540352242922", "apiUrl", server.toString()),
        Map.of("webhookSecret", secret("header"), "platformSecret", secret("platform")));
  }

  /** Signed like a partner's webhooks: the signature covers the bytes, the header does not. */
  @Override
  protected WebhookRequest signed(byte[] body, Settings settings) {
    var signature = Signed.hex(body, settings.secret("platformSecret").reveal());
    return Given.request(Map.of("x-360dialog-signature", signature), body);
  }

  @Override
  protected String fixtures() {
    return "/fixtures/channel/dialog360";
  }

  @Override
  protected String accepted() {
    return "{\"messages\":[{\"id\":\"wamid.NEW\"}]}";
  }

  @Test
  void answersANumericChallengeOnly() {
    assertThat(challenged("1158201444"))
        .isInstanceOfSatisfying(
            Ingress.Replied.class,
            replied -> assertThat(replied.reply().body()).isEqualTo("1158201444".getBytes()));
    assertThat(challenged("<script>")).isEqualTo(new Ingress.Rejected(403));
  }

  private Ingress challenged(String challenge) {
    var address = URI.create("https://bridge.example.test/w");
    var query = Map.of("hub.challenge", List.of(challenge));
    return connector()
        .receive(
            new WebhookRequest("GET", address, "", query, Map.of(), new byte[0]),
            settings(address));
  }
}
