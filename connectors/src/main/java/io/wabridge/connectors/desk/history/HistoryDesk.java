package io.wabridge.connectors.desk.history;

import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaKind;
import io.wabridge.model.Message;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.Capabilities.Feature;
import io.wabridge.model.connector.Capabilities.MediaLimit;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes each message at once and makes no call, so that a channel works without a desk product. It
 * has no address for webhooks: no reply can come from it.
 */
public final class HistoryDesk implements DeskConnector {

  private static final int TEXT = 65_536;
  private static final long LARGEST = 100L * 1024 * 1024;

  private static final ConnectorInfo INFO =
      new ConnectorInfo(
          "history",
          Side.DESK,
          "History only (messages are kept, and shown in no desk)",
          List.of(),
          null,
          null,
          new Capabilities(
              Set.of(
                  "text",
                  "media",
                  "location",
                  "contacts",
                  "choice-reply",
                  "form-reply",
                  "order",
                  "reaction",
                  "edit",
                  "deletion",
                  "notice"),
              TEXT,
              TEXT,
              Arrays.stream(MediaKind.values())
                  .collect(
                      Collectors.toMap(
                          Function.identity(), _ -> new MediaLimit(LARGEST, Set.of()))),
              null,
              null,
              Set.of(Feature.CHOICE_REPLIES, Feature.QUOTES)),
          Limits.NONE,
          List.of());

  @Override
  public ConnectorInfo info() {
    return INFO;
  }

  @Override
  public List<WebhookRoute> routes() {
    return List.of();
  }

  @Override
  public Ingress receive(WebhookRequest request, Settings settings) {
    return new Ingress.Rejected(404);
  }

  @Override
  public List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    throw new WebhookUnreadable("This desk has no webhooks.");
  }

  @Override
  public @Nullable String externalId(Settings settings) {
    return null;
  }

  @Override
  public DeskEvent decode(String part) {
    return new DeskEvent.Ignored("event");
  }

  @Override
  public Delivery deliver(Message message, Context context) {
    return new Delivery.Accepted(new ExternalId(message.id().value()), null);
  }
}
