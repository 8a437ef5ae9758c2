package io.wabridge.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutsideProperties;
import io.wabridge.connectors.channel.cloud.CloudChannel;
import io.wabridge.connectors.desk.genesys.GenesysDesk;
import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.Excerpt;
import io.wabridge.model.Person;
import io.wabridge.model.Status;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookUnreadable;
import io.wabridge.testkit.BadPayloads.Bad;
import io.wabridge.testkit.BadWebhooks;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;

/**
 * A real PostgreSQL stores what the connectors decode from malformed webhooks, such as NUL and long
 * ids.
 */
class BadInputTests extends StateTest {

  private static final String NUMBER = "106540352242922";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final OutboundHttp HTTP =
      new OutboundHttp(new OutsideProperties(true, SECOND, SECOND, SECOND, SECOND, SECOND));

  private final ChannelConnector channels = new CloudChannel(HTTP);
  private final DeskConnector desks = new GenesysDesk(HTTP);

  @AfterAll
  static void close() throws IOException {
    HTTP.close();
  }

  @Test
  void storesMessagesOfMalformedPersonWebhooks() throws Exception {
    var kept = 0;
    for (var bad : BadWebhooks.oneValueWrongOfMeta(NUMBER)) {
      for (var part : channels.split(webhook(bad))) {
        kept += kept(bad, channels.decode(part.body()));
      }
    }
    assertThat(kept).isGreaterThan(1000);
  }

  private int kept(Bad bad, ChannelEvent event) {
    try {
      return switch (event) {
        case ChannelEvent.PersonMessage heard when heard.person().known() -> {
          assertThat(ledger.registerInbound(arrival(heard)).status()).isEqualTo(Status.RECEIVED);
          yield 1;
        }
        case ChannelEvent.StatusUpdate became -> {
          ledger.applyStatus(
              new Ledger.StatusUpdate(
                  requests.tenant,
                  requests.channel,
                  became.id(),
                  became.callbackData(),
                  became.status(),
                  became.reason(),
                  became.detail(),
                  became.at(),
                  null));
          yield 1;
        }
        case ChannelEvent.IdentityChanged renamed -> {
          ledger.recordRename(
              new Ledger.Renamed(
                  requests.tenant,
                  requests.channel,
                  renamed.before(),
                  renamed.now(),
                  renamed.id(),
                  renamed.at()));
          yield 1;
        }
        default -> 0;
      };
    } catch (RuntimeException e) {
      throw new AssertionError(bad.name(), e);
    }
  }

  private Arrival arrival(ChannelEvent.PersonMessage heard) {
    return new Arrival(
        requests.tenant,
        requests.channel,
        requests.desk,
        heard.person(),
        heard.id(),
        Excerpt.kind(heard.content()),
        Excerpt.of(heard.content()),
        heard.quoted(),
        true,
        heard.at(),
        Instant.now());
  }

  @Test
  void storesMessagesOfMalformedAgentWebhooks() throws WebhookUnreadable {
    var address =
        ledger.registerInbound(requests.by(Person.ofWaId("447009001234"), "a")).deskAddress();
    var kept = 0;
    for (var bad : BadWebhooks.oneValueWrongOfGenesys("integration-1")) {
      for (var part : desks.split(webhook(bad))) {
        kept += kept(bad, part.body(), address);
      }
    }
    assertThat(kept).isGreaterThan(500);
  }

  private int kept(Bad bad, String part, String address) {
    DeskEvent event;
    try {
      event = desks.decode(part);
    } catch (WebhookUnreadable e) {
      return 0;
    }
    if (!(event instanceof DeskEvent.AgentMessage heard)) {
      return 0;
    }
    try {
      ledger.registerReply(
          new Reply(
              requests.tenant,
              requests.desk,
              heard.to(),
              heard.conversation(),
              heard.id(),
              heard.contents().stream()
                  .map(content -> new Reply.Part(Excerpt.kind(content), Excerpt.of(content), null))
                  .toList(),
              heard.at(),
              Instant.now()));
      return 1;
    } catch (HttpClientErrorException.NotFound e) {
      assertThat(heard.to()).as(bad.name()).isNotEqualTo(address);
      return 0;
    } catch (RuntimeException e) {
      throw new AssertionError(bad.name(), e);
    }
  }

  private static WebhookRequest webhook(Bad bad) {
    return new WebhookRequest(
        "POST", URI.create("http://localhost/webhooks"), "", Map.of(), Map.of(), bad.body());
  }
}
