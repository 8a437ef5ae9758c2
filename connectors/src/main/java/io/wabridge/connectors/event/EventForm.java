package io.wabridge.connectors.event;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The form of events: type, time and data, and the parts that several kinds of data share. */
public final class EventForm {

  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private EventForm() {}

  public static ObjectNode event(String type, Instant at, ObjectNode data) {
    ObjectNode event = OutsideJson.object();
    event.put("type", type);
    event.put("timestamp", time(at));
    event.set("data", data);
    return event;
  }

  /** Proves a connection; it has no data. */
  public static ObjectNode ping() {
    return event("test.ping", Instant.now(), OutsideJson.object());
  }

  /** The address at the desk never changes, so it identifies the contact. */
  public static ObjectNode person(String deskAddress, Person person) {
    ObjectNode json = OutsideJson.object();
    json.put("contactId", deskAddress);
    put(json, "bsuid", person.bsuid());
    put(json, "phone", person.waId() == null ? null : "+" + person.waId());
    put(json, "username", person.username());
    put(json, "displayName", person.name());
    if (person.group() != null) {
      json.put("group", true);
    }
    return json;
  }

  public static ObjectNode channel(ChannelId channel) {
    return OutsideJson.object().put("kind", "whatsapp").put("numberId", channel.value());
  }

  /** Where a message comes from, besides its sender. */
  public static void origin(Origin origin, ObjectNode message) {
    if (origin.forwarded() != null) {
      message.put("forwarded", origin.forwarded().name().toLowerCase(Locale.ROOT));
    }
    put(message, "author", origin.author());
    put(message, "desk", origin.desk());
    if (origin.businessApp()) {
      message.put("businessApp", true);
    }
    Origin.Referral referral = origin.referral();
    if (referral != null) {
      ObjectNode ad = message.putObject("referral");
      put(ad, "type", referral.type());
      put(ad, "id", referral.id());
      put(ad, "url", referral.url());
      put(ad, "headline", referral.headline());
      put(ad, "body", referral.body());
      put(ad, "clickId", referral.clickId());
      put(ad, "mediaUrl", referral.mediaUrl());
    }
  }

  /** Which status a message has, since when, and why it failed. */
  public static void status(Status status, @Nullable Reason reason, Instant at, ObjectNode data) {
    data.put("status", status.name().toLowerCase(Locale.ROOT));
    if (status == Status.FAILED && reason != null) {
      reason(reason, data);
    }
    data.put("at", time(at));
  }

  public static void reason(Reason reason, ObjectNode data) {
    ObjectNode json = data.putObject("reason");
    json.put("code", reason.name());
    json.put("text", reason.sentence());
  }

  /** ISO 8601 in UTC with milliseconds. */
  public static String time(Instant at) {
    return MILLIS.format(at);
  }

  public static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
