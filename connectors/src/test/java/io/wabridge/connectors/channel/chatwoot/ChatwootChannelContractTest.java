package io.wabridge.connectors.channel.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.testkit.Signed;
import io.wabridge.testkit.contract.ChannelContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ChatwootChannelContractTest extends ChannelContract {

  private static final OutboundHttp HTTP = new OutboundHttp(Given.LOOPBACK);

  @AfterAll
  static void close() throws IOException {
    HTTP.close();
  }

  @Override
  protected ChannelConnector connector() {
    return new ChatwootChannel(HTTP, InstantSource.system(), Duration.ofMillis(5));
  }

  @Override
  protected Settings settings(URI server) {
    return Settings.of(
        Map.of("baseUrl", server.toString(), "accountId", "3", "inboxId", "12"),
        Map.of("webhookSecret", secret("webhook"), "addressSecret", secret("address-of-inbox")));
  }

  @Override
  protected WebhookRequest signed(byte[] body, Settings settings) {
    var timestamp = Long.toString(Instant.now().getEpochSecond());
    var signed = new ByteArrayOutputStream();
    signed.writeBytes((timestamp + ".").getBytes());
    signed.writeBytes(body);
    var signature = Signed.hex(signed.toByteArray(), settings.secret("webhookSecret").reveal());
    return Given.request(
        Map.of("x-chatwoot-timestamp", timestamp, "x-chatwoot-signature", signature), body);
  }

  @Override
  protected String fixtures() {
    return "/fixtures/channel/chatwoot";
  }

  /** It sends nothing. */
  @Override
  protected String accepted() {
    return "{}";
  }

  @Test
  void inboxesOfTwoInstallationsHaveDifferentIds() {
    assertThat(connector().externalId(settings(URI.create("https://chat.example.com"))))
        .isEqualTo("chat.example.com_3_12");
    assertThat(connector().externalId(settings(URI.create("http://127.0.0.1:3000"))))
        .matches("[A-Za-z0-9_.+-]{1,100}");
  }
}
