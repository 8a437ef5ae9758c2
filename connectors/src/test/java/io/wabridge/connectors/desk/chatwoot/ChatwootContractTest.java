package io.wabridge.connectors.desk.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.model.Person;
import io.wabridge.model.Session;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.testkit.Signed;
import io.wabridge.testkit.contract.DeskContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ChatwootContractTest extends DeskContract {

  private static final OutboundHttp HTTP = new OutboundHttp(Given.LOOPBACK);

  @AfterAll
  static void close() throws IOException {
    HTTP.close();
  }

  @Override
  protected DeskConnector connector() {
    return new ChatwootDesk(HTTP, InstantSource.system(), Duration.ofMillis(5));
  }

  @Override
  protected Settings settings(URI server) {
    return Settings.of(
        Map.of(
            "baseUrl",
            server.toString(),
            "accountId",
            "3",
            "inboxId",
            "12",
            "inboxIdentifier",
            "kMh4zq",
            "automaticMessages",
            "send",
            "personText",
            "plain"),
        Map.of("webhookSecret", secret("webhook"), "addressSecret", secret("address-of-inbox")));
  }

  @Override
  protected Session session() {
    var rosa = new Person("GB.4402938475610293", null, "447700900123", null, "Rosa Whitfield");
    return new ChatwootSession("300", "88", ChatwootSession.profileOf(rosa)).session();
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
    return "/fixtures/desk/chatwoot";
  }

  @Override
  protected String accepted() {
    return "{\"id\":4712,\"conversation_id\":88,\"message_type\":0,\"status\":\"sent\"}";
  }

  @Test
  void inboxesOfTwoInstallationsHaveDifferentIds() {
    assertThat(id("https://chat.example.com")).isEqualTo("chat.example.com_3_12");
    assertThat(id("https://support.example.org")).isEqualTo("support.example.org_3_12");
    assertThat(id("http://127.0.0.1:3000")).matches("[A-Za-z0-9_.+-]{1,100}");
    assertThat(connector().externalId(Settings.of(Map.of("accountId", "3"), Map.of()))).isNull();
  }

  private String id(String url) {
    return connector().externalId(settings(URI.create(url)));
  }
}
