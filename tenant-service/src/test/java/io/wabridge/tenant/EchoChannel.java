package io.wabridge.tenant;

import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Message;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider that exists in tests only. */
public final class EchoChannel implements ChannelConnector {

  private static final ConnectorInfo INFO =
      new ConnectorInfo(
          "echochannel",
          ConnectorInfo.Side.CHANNEL,
          "Echo channel",
          List.of(
              Field.text("number", "Number", "The number."),
              Field.secret("apiKey", "API key", "The key.")),
          "apiKey",
          null,
          new Capabilities(Set.of("text"), 100, 0, Map.of(), null, null, Set.of()),
          Limits.NONE,
          List.of(URI.create("https://echo.example/docs")));

  @Override
  public ConnectorInfo info() {
    return INFO;
  }

  @Override
  public Ingress receive(WebhookRequest request, Settings settings) {
    return new Ingress.Rejected(404);
  }

  @Override
  public List<WebhookPart> split(WebhookRequest request) {
    return List.of();
  }

  @Override
  public @Nullable String externalId(Settings settings) {
    return settings.find("number");
  }

  @Override
  public ChannelEvent decode(String part) {
    return new ChannelEvent.Ignored("echo");
  }

  @Override
  public Delivery deliver(Message message, Context context) {
    return new Delivery.Accepted(new ExternalId("echo"), null);
  }
}
