package io.wabridge.kit.store;

import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.Step;
import io.wabridge.model.Envelope;
import io.wabridge.model.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps every raw webhook, off the fast path: a reader of its own, which the store's troubles do
 * not reach beyond.
 */
public final class WebhookArchive implements Step {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC);

  private final ObjectStore store;
  private final JsonMapper json;

  WebhookArchive(ObjectStore store, JsonMapper json) {
    this.store = store;
    this.json = json;
  }

  @Override
  public Outcome take(Envelope<? extends Payload> envelope) throws IOException {
    if (envelope.payload() instanceof Payload.RawWebhook raw) {
      var bucket =
          switch (raw.direction()) {
            case INBOUND -> Bucket.WEBHOOKS_INBOUND;
            case OUTBOUND -> Bucket.WEBHOOKS_OUTBOUND;
          };
      var body = json.writeValueAsBytes(raw);
      var key =
          envelope.tenant() + "/" + DAY.format(raw.at()) + "/" + envelope.correlation() + ".json";
      store.put(bucket, key, new ByteArrayInputStream(body), body.length, "application/json");
    }
    return Outcome.DONE;
  }
}
