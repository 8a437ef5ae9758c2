package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.model.Session;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.testkit.contract.DeskContract;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

class ApiContractTest extends DeskContract {

  private static final OutboundHttp HTTP = new OutboundHttp(Given.LOOPBACK);

  @AfterAll
  static void close() throws IOException {
    HTTP.close();
  }

  @Override
  protected DeskConnector connector() {
    return new ApiDesk(HTTP);
  }

  @Override
  protected Settings settings(URI server) {
    return Settings.of(
        Map.of("eventsUrl", server + "/events"),
        Map.of("signingSecret", secret("signing"), "apiKey", secret("apikey")));
  }

  @Override
  protected WebhookRequest signed(byte[] body, Settings settings) {
    return new WebhookRequest(
        "POST",
        URI.create("https://b.example.test/webhooks/api/d-1/messages"),
        "/messages",
        Map.of(
            "to", List.of("447700900123"),
            "conversation", List.of("c-1"),
            "id", List.of("api-" + body.length)),
        Map.of("authorization", "Bearer wbk_d-1_" + settings.secret("apiKey").reveal()),
        body);
  }

  @Override
  protected String fixtures() {
    return "/fixtures/desk/api";
  }

  @Override
  protected String accepted() {
    return "{}";
  }

  @Override
  protected Session session() {
    return new Session(null, "opened", Instant.now());
  }

  @Override
  protected boolean namesItsEndpoint() {
    return false;
  }

  @Override
  protected boolean signsBodies() {
    return false;
  }

  @Override
  protected boolean sendingTwiceIsHarmless() {
    return true;
  }
}
