package io.wabridge.kit.store;

import io.wabridge.kit.encryption.TenantKeys;
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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * All raw webhooks, for the store's retention period: by tenant and hour, one per line. Every
 * object is encrypted with the tenant's key and bound to its place; objects of older versions are
 * plain.
 */
public final class WebhookArchive {

  private static final Logger log = LoggerFactory.getLogger(WebhookArchive.class);

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC);

  private static final String ENCRYPTED = ".jsonl.enc";

  private record Place(TenantId tenant, Bucket bucket, String folder) {}

  /** Changes one webhook of the archive: the same one stays, null is removed. */
  @FunctionalInterface
  public interface Edit {
    @Nullable RawWebhook apply(RawWebhook webhook);
  }

  /**
   * What was read of a period.
   *
   * @param unreadable objects that are damaged, or whose tenant's key was deleted
   */
  public record Found(List<RawWebhook> webhooks, int unreadable) {}

  private final ObjectStore store;
  private final JsonMapper json;
  private final TenantKeys keys;

  WebhookArchive(ObjectStore store, JsonMapper json, TenantKeys keys) {
    this.store = store;
    this.json = json;
    this.keys = keys;
  }

  /** Writes entries under one name; a second write replaces the first. */
  void put(String name, List<Entry> entries) throws IOException {
    var places = new LinkedHashMap<Place, List<RawWebhook>>();
    for (var entry : entries) {
      places
          .computeIfAbsent(
              place(entry.tenant(), entry.webhook().direction(), entry.webhook().at()),
              _ -> new ArrayList<>())
          .add(entry.webhook());
    }
    for (var place : places.entrySet()) {
      write(place.getKey(), place.getKey().folder() + name + ENCRYPTED, place.getValue());
    }
  }

  private void write(Place place, String key, List<RawWebhook> webhooks) throws IOException {
    var lines = new ByteArrayOutputStream();
    for (var webhook : webhooks) {
      lines.write(json.writeValueAsBytes(webhook));
      lines.write('\n');
    }
    var bytes =
        key.endsWith(ENCRYPTED)
            ? keys.toEncrypt(place.tenant())
                .encrypt(
                    lines.toString(StandardCharsets.UTF_8), associatedData(place.bucket(), key))
            : lines.toByteArray();
    store.put(
        place.bucket(),
        key,
        new ByteArrayInputStream(bytes),
        bytes.length,
        key.endsWith(ENCRYPTED) ? "application/octet-stream" : "application/jsonl");
  }

  /** A tenant's webhooks of a period, the oldest first. */
  public Found read(Direction direction, TenantId tenant, Instant since, Instant until)
      throws IOException {
    var found = new ArrayList<RawWebhook>();
    var unreadable = 0;
    for (var hour = since.truncatedTo(ChronoUnit.HOURS);
        hour.isBefore(until);
        hour = hour.plus(Duration.ofHours(1))) {
      var place = place(tenant, direction, hour);
      for (var key : store.list(place.bucket(), place.folder())) {
        try {
          read(place, key).stream()
              .filter(webhook -> !webhook.at().isBefore(since) && webhook.at().isBefore(until))
              .forEach(found::add);
        } catch (Unreadable e) {
          unreadable++;
        }
      }
    }
    found.sort(Comparator.comparing(RawWebhook::at));
    return new Found(found, unreadable);
  }

  /**
   * Changes a tenant's webhooks of a direction, and returns how many were changed or removed.
   * Objects that cannot be read stay as they are.
   *
   * @param since the first hour that is looked at
   * @param progress called after every object
   */
  public long edit(
      Direction direction, TenantId tenant, Instant since, Edit edit, Runnable progress)
      throws IOException {
    var edited = 0L;
    var first = since.truncatedTo(ChronoUnit.HOURS);
    for (var hour : hours(bucket(direction), tenant.value() + "/", 4)) {
      if (!startOf(hour, tenant).isBefore(first)) {
        var place = new Place(tenant, bucket(direction), hour);
        for (var key : store.list(place.bucket(), hour)) {
          edited += edit(place, key, edit);
          progress.run();
        }
      }
    }
    return edited;
  }

  /** The folders of hours, by year, month, day and hour. */
  private List<String> hours(Bucket bucket, String folder, int depth) throws IOException {
    var hours = new ArrayList<String>();
    for (var deeper : store.folders(bucket, folder)) {
      if (depth == 1) {
        hours.add(deeper);
      } else {
        hours.addAll(hours(bucket, deeper, depth - 1));
      }
    }
    return hours;
  }

  /** A folder with another name counts as the newest. */
  private static Instant startOf(String hour, TenantId tenant) {
    try {
      return LocalDateTime.parse(
              hour.substring(tenant.value().length() + 1, hour.length() - 1) + ":00",
              DateTimeFormatter.ofPattern("uuuu/MM/dd/HH:mm"))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException | StringIndexOutOfBoundsException e) {
      return Instant.MAX;
    }
  }

  private long edit(Place place, String key, Edit edit) throws IOException {
    var edited = 0L;
    var rest = new ArrayList<RawWebhook>();
    try {
      for (var webhook : read(place, key)) {
        var after = edit.apply(webhook);
        edited += after == webhook ? 0 : 1;
        if (after != null) {
          rest.add(after);
        }
      }
    } catch (Unreadable e) {
      return 0;
    }
    if (edited > 0 && rest.isEmpty()) {
      store.remove(place.bucket().bucketName(), key);
    } else if (edited > 0) {
      write(place, key, rest);
    }
    return edited;
  }

  /** An object that cannot be read now or later. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private List<RawWebhook> read(Place place, String key) throws IOException, Unreadable {
    byte[] bytes;
    try (var object = store.get(place.bucket().bucketName(), key, 0, null)) {
      bytes = object.readAllBytes();
    }
    try {
      return text(place, key, bytes)
          .lines()
          .filter(line -> !line.isBlank())
          .map(line -> json.readValue(line, RawWebhook.class))
          .toList();
    } catch (IllegalStateException | JacksonException e) {
      log.atWarn()
          .addKeyValue("tenant", place.tenant())
          .addKeyValue("key", key)
          .log("archived webhooks cannot be read: {}", e.getClass().getSimpleName());
      throw new Unreadable();
    }
  }

  private String text(Place place, String key, byte[] bytes) throws IOException, Unreadable {
    if (!key.endsWith(ENCRYPTED)) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    var tenantKeys = keys.toDecrypt(place.tenant());
    if (tenantKeys.isEmpty()) {
      log.atWarn()
          .addKeyValue("tenant", place.tenant())
          .log("archived webhooks cannot be read: the tenant has no key");
      throw new Unreadable();
    }
    return tenantKeys.get().decrypt(bytes, associatedData(place.bucket(), key));
  }

  private static String associatedData(Bucket bucket, String key) {
    return bucket.bucketName() + "|" + key;
  }

  /** The tenants that have archived webhooks. */
  public List<TenantId> tenants(Direction direction) throws IOException {
    return store.folders(bucket(direction)).stream().map(TenantId::new).toList();
  }

  private static Place place(TenantId tenant, Direction direction, Instant at) {
    return new Place(tenant, bucket(direction), tenant + "/" + HOUR.format(at) + "/");
  }

  /** Where the webhooks of a direction are archived. */
  public static Bucket bucket(Direction direction) {
    return switch (direction) {
      case INBOUND -> Bucket.WEBHOOKS_INBOUND;
      case OUTBOUND -> Bucket.WEBHOOKS_OUTBOUND;
    };
  }
}
