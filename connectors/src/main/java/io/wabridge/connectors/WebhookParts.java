package io.wabridge.connectors;

import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the parts of one webhook; refuses a webhook whose parts would be far larger than the
 * whole.
 */
public final class WebhookParts {

  /**
   * The maximum size of a part, so that its envelope stays below the 16 MB that RabbitMQ 4 accepts.
   */
  private static final int LARGEST = 12 * 1024 * 1024;

  private static final long MOST = 32L * 1024 * 1024;

  /** The size of a part beyond its body. */
  private static final int EACH = 512;

  private final List<WebhookPart> parts = new ArrayList<>();
  private long room;

  public void add(WebhookPart part) throws WebhookUnreadable {
    room += part.body().length() + EACH;
    if (part.body().length() > LARGEST || room > MOST) {
      throw new WebhookUnreadable("The webhook is too large to be split.");
    }
    parts.add(part);
  }

  public int size() {
    return parts.size();
  }

  public List<WebhookPart> list() {
    return List.copyOf(parts);
  }
}
