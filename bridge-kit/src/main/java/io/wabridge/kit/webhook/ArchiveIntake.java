package io.wabridge.kit.webhook;

import io.wabridge.kit.client.Endpoint;
import io.wabridge.kit.store.ArchiveReplay;
import io.wabridge.model.Payload.RawWebhook;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;

/** Processes archived webhooks again, after the broker lost messages. */
public final class ArchiveIntake<E extends Endpoint> {

  private final WebhookSide<E, ?> side;
  private final WebhookIntake<E> intake;
  private final ArchiveReplay archive;

  public ArchiveIntake(WebhookSide<E, ?> side, WebhookIntake<E> intake, ArchiveReplay archive) {
    this.side = side;
    this.intake = intake;
    this.archive = archive;
  }

  public ArchiveReplay.Report replay(ArchiveReplay.Order order) throws IOException {
    return archive.replay(side.direction(), order, this::take);
  }

  private boolean take(RawWebhook raw) {
    var endpoint = side.endpoints().find(raw.endpoint());
    if (endpoint.isEmpty()) {
      return false;
    }
    try {
      intake.replay(endpoint.get(), request(raw), raw.at());
      return true;
    } catch (WebhookUnreadable e) {
      return false; // it was parked when it was received
    }
  }

  private static WebhookRequest request(RawWebhook raw) {
    var url = URI.create(Objects.requireNonNullElse(raw.url(), ""));
    return new WebhookRequest(
        Objects.requireNonNullElse(raw.method(), "POST"),
        url,
        Objects.requireNonNullElse(raw.path(), ""),
        Query.parse(url.getRawQuery()),
        raw.headers(),
        raw.exactly());
  }
}
