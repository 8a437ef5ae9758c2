package io.wabridge.connectors.channel.twilio;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.testkit.contract.ChannelContract;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

class TwilioContractTest extends ChannelContract {

  private static final OutboundHttp HTTP = new OutboundHttp(Given.LOOPBACK);

  @AfterAll
  static void close() throws IOException {
    HTTP.close();
  }

  @Override
  protected ChannelConnector connector() {
    return new TwilioChannel(HTTP);
  }

  @Override
  protected Settings settings(URI server) {
    return Settings.of(
        Map.of(
            "accountSid", "AC0000000000000000000000000000aa01",
            "number", "+15550100200",
            "apiKeySid", "SK0000000000000000000000000000aa01",
            "apiUrl", server.toString()),
        Map.of("authToken", secret("auth"), "apiKeySecret", secret("key")));
  }

  @Override
  protected WebhookRequest signed(byte[] body, Settings settings) {
    return TwilioSigned.form(
        "https://b.example.test/webhook", body, settings.secret("authToken").reveal());
  }

  @Override
  protected String fixtures() {
    return "/fixtures/channel/twilio";
  }

  @Override
  protected String accepted() {
    return "{\"sid\":\"SM7f00000000000000000000000000d001\",\"status\":\"queued\"}";
  }
}
