package io.wabridge.connectors;

import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of one webhook, while it is taken apart; refuses a webhook that would take far more
 * room in parts than as a whole.
 */
public final class WebhookParts {

  /** What one part may have, so that its envelope stays below the 16 MB a RabbitMQ 4 takes. */
  private static final int LARGEST = 12 * 1024 * 1024;

  private static final long MOST = 32L * 1024 * 1024;

  /** What a part costs beyond its body. */
  private static final int EACH = 512;

  private final List<WebhookPart> parts = new ArrayList<>();
  private long room;

  public void add(WebhookPart part) throws WebhookUnreadable {
    room += part.body().length() + EACH;
    if (part.body().length() > LARGEST || room > MOST) {
      throw new WebhookUnreadable("The webhook is too large to be taken apart.");
    }
    parts.add(part);
  }

  public List<WebhookPart> list() {
    return List.copyOf(parts);
  }
}
