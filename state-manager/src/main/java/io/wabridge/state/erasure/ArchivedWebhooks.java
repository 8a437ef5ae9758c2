package io.wabridge.state.erasure;

import io.wabridge.kit.store.WebhookArchive;
import io.wabridge.model.Direction;
import io.wabridge.model.Payload.RawWebhook;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Removes a person from the archive of raw webhooks. Of a webhook with events of several persons
 * the others' events stay, and can be replayed; its signature does not fit any more.
 */
@Component
class ArchivedWebhooks {

  private final WebhookArchive archive;

  ArchivedWebhooks(WebhookArchive archive) {
    this.archive = archive;
  }

  /**
   * The number of webhooks that were removed or changed, by bucket.
   *
   * @param since the first hour that is looked at
   * @param until webhooks that were received later stay
   * @param progress called often
   */
  Map<String, Long> remove(
      TenantId tenant, Mentions mentions, Instant since, Instant until, Runnable progress)
      throws IOException {
    var removed = new TreeMap<String, Long>();
    for (var direction : Direction.values()) {
      var edited =
          archive.edit(
              direction,
              tenant,
              since,
              webhook -> webhook.at().isBefore(until) ? without(webhook, mentions) : webhook,
              progress);
      removed.put(WebhookArchive.bucket(direction).bucketName(), edited);
    }
    return removed;
  }

  private static @Nullable RawWebhook without(RawWebhook webhook, Mentions mentions) {
    var url = webhook.url();
    if (url != null && mentions.names(url)) {
      return null;
    }
    return switch (mentions.remove(webhook.body())) {
      case Mentions.Rest.Unchanged _ -> webhook;
      case Mentions.Rest.Nothing _ -> null;
      case Mentions.Rest.Changed(var text) ->
          new RawWebhook(
              webhook.direction(),
              webhook.endpoint(),
              webhook.headers(),
              text,
              webhook.at(),
              null,
              webhook.method(),
              url,
              webhook.path());
    };
  }
}
