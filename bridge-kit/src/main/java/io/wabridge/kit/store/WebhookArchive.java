package io.wabridge.kit.store;

import io.wabridge.kit.store.WebhookJournal.Entry;
import io.wabridge.model.Direction;
import io.wabridge.model.Payload.RawWebhook;
import io.wabridge.model.TenantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** All raw webhooks, for the store's retention period: by tenant and hour, one per line. */
public final class WebhookArchive {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC);

  private record Place(Bucket bucket, String folder) {}

  private final ObjectStore store;
  private final JsonMapper json;

  WebhookArchive(ObjectStore store, JsonMapper json) {
    this.store = store;
    this.json = json;
  }

  /** Writes entries under one name; a second write replaces the first. */
  void put(String name, List<Entry> entries) throws IOException {
    var places = new LinkedHashMap<Place, ByteArrayOutputStream>();
    for (var entry : entries) {
      var lines =
          places.computeIfAbsent(
              place(entry.tenant(), entry.webhook().direction(), entry.webhook().at()),
              _ -> new ByteArrayOutputStream());
      lines.write(json.writeValueAsBytes(entry.webhook()));
      lines.write('\n');
    }
    for (var place : places.entrySet()) {
      var bytes = place.getValue().toByteArray();
      store.put(
          place.getKey().bucket(),
          place.getKey().folder() + name + ".jsonl",
          new ByteArrayInputStream(bytes),
          bytes.length,
          "application/jsonl");
    }
  }

  /** A tenant's webhooks of a period, the oldest first. */
  public List<RawWebhook> read(Direction direction, TenantId tenant, Instant since, Instant until)
      throws IOException {
    var found = new ArrayList<RawWebhook>();
    for (var hour = since.truncatedTo(ChronoUnit.HOURS);
        hour.isBefore(until);
        hour = hour.plus(Duration.ofHours(1))) {
      var place = place(tenant, direction, hour);
      for (var key : store.list(place.bucket(), place.folder())) {
        read(place.bucket(), key).stream()
            .filter(webhook -> !webhook.at().isBefore(since) && webhook.at().isBefore(until))
            .forEach(found::add);
      }
    }
    found.sort(Comparator.comparing(RawWebhook::at));
    return found;
  }

  private List<RawWebhook> read(Bucket bucket, String key) throws IOException {
    try (var object = store.get(bucket.bucketName(), key, 0, null)) {
      return new String(object.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .map(line -> json.readValue(line, RawWebhook.class))
          .toList();
    }
  }

  /** The tenants that have archived webhooks. */
  public List<TenantId> tenants(Direction direction) throws IOException {
    return store.folders(bucket(direction)).stream().map(TenantId::new).toList();
  }

  private static Place place(TenantId tenant, Direction direction, Instant at) {
    return new Place(bucket(direction), tenant + "/" + HOUR.format(at) + "/");
  }

  private static Bucket bucket(Direction direction) {
    return switch (direction) {
      case INBOUND -> Bucket.WEBHOOKS_INBOUND;
      case OUTBOUND -> Bucket.WEBHOOKS_OUTBOUND;
    };
  }
}
