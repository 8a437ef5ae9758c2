package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages to groups: texts, files and templates. One webhook of a status has one entry for each
 * member.
 */
@Component
class GroupDelivery {
  private static final long WINDOW_MS = 24 * 3_600_000L;
  private static final Set<String> TYPES =
      Set.of("text", "image", "video", "audio", "document", "sticker", "template");

  private final Groups groups;
  private final MessageStore messageStore;
  private final MediaStore mediaStore;
  private final Links links;
  private final Notifier notifier;
  private final SandboxScheduler scheduler;
  private final ShiftingClock clock;
  private final Settings<WhatsAppSettings> settings;

  GroupDelivery(
      Groups groups,
      MessageStore messageStore,
      MediaStore mediaStore,
      Links links,
      Notifier notifier,
      SandboxScheduler scheduler,
      ShiftingClock clock,
      Settings<WhatsAppSettings> settings) {
    this.groups = groups;
    this.messageStore = messageStore;
    this.mediaStore = mediaStore;
    this.links = links;
    this.notifier = notifier;
    this.scheduler = scheduler;
    this.clock = clock;
    this.settings = settings;
  }

  /** The group that a message is addressed to. */
  Group group(Param message, BusinessNumber number) {
    Group group = groups.find(message.need("to").text(512));
    if (group == null || group.number() != number) {
      throw GraphException.of(131041, "This group is not known.");
    }
    if (group.members().size() < 2) {
      throw GraphException.of(131020, "A group with one member cannot be written to.");
    }
    return group;
  }

  JsonNode take(Group group, String type, JsonNode content) {
    if (!TYPES.contains(type)) {
      throw GraphException.of(131051, "A message of type " + type + " cannot be sent to a group.");
    }
    JsonNode kept = settings.now().lean() ? null : content;
    String data = Json.text(content, "biz_opaque_callback_data");
    String id = Ids.toPerson(group.id());
    BusinessMessage message =
        new BusinessMessage(id, clock.millis(), type, kept, data, group.members().getFirst());
    messageStore.sent(message);
    group.number().accepted().increment();
    if (!type.equals("template") && closed(group)) {
      fail(message, group, 131047, "More than a day since a member last wrote.");
    } else if (content.path(type).has("link")) {
      group.lane().submit(() -> fetch(message, group, content));
    } else {
      attach(message, group, type, content);
    }
    return answer(group, message);
  }

  private void attach(BusinessMessage message, Group group, String type, JsonNode content) {
    String mediaId = type.equals("template") ? null : Json.text(content.path(type), "id");
    Media media = mediaId == null ? null : mediaStore.find(mediaId);
    if (media != null && !MediaKinds.fits(media.mime(), type)) {
      fail(message, group, 131053, "The file cannot be sent as " + type + ".");
      return;
    }
    arrive(message, group, mediaId);
  }

  private void fetch(BusinessMessage message, Group group, JsonNode content) {
    String link = content.path(message.type()).path("link").asString();
    Media media = links.fetch(link, message.type(), group.number());
    if (media == null) {
      fail(message, group, 131053, "The file behind the link could not be used.");
    } else {
      arrive(message, group, media.id());
    }
  }

  private void arrive(BusinessMessage message, Group group, @Nullable String mediaId) {
    message.mediaId(mediaId);
    group.received().add(message);
    WhatsAppSettings now = settings.now();
    if (!now.statuses()) {
      message.status("delivered");
      return;
    }
    scheduler.after(
        now.sentDelayMs(),
        () -> {
          step(message, group, "sent");
          scheduler.after(now.deliveredDelayMs(), () -> step(message, group, "delivered"));
        });
  }

  private boolean closed(Group group) {
    return settings.now().window() && clock.millis() - group.lastSaidMs() >= WINDOW_MS;
  }

  private void step(BusinessMessage message, Group group, String state) {
    message.status(state);
    ObjectNode value = ChangeValues.of(group.number());
    ArrayNode statuses = value.putArray("statuses");
    for (Chat member : group.members()) {
      ObjectNode status = status(message, group, state);
      ChangeValues.put(status, "recipient_participant_id", NamedIds.BOTH.waId(member));
      ChangeValues.put(status, "recipient_participant_user_id", ChangeValues.bsuid(member));
      statuses.add(status);
    }
    tell(message, group, value, state);
  }

  private void fail(BusinessMessage message, Group group, int code, String details) {
    message.failed(code);
    ObjectNode value = ChangeValues.of(group.number());
    ObjectNode status = status(message, group, "failed");
    ChangeValues.error(status, code, details);
    value.putArray("statuses").add(status);
    scheduler.after(settings.now().sentDelayMs(), () -> tell(message, group, value, "failed"));
  }

  private ObjectNode status(BusinessMessage message, Group group, String state) {
    ObjectNode status = Json.object().put("id", message.id()).put("status", state);
    status.put("timestamp", Long.toString(clock.millis() / 1000));
    status.put("recipient_id", group.id()).put("recipient_type", "group");
    ChangeValues.callback(status, message.callbackData());
    return status;
  }

  private void tell(BusinessMessage message, Group group, ObjectNode value, String state) {
    notifier.tell(group.lane(), group.number(), value, state + " " + message.id(), () -> {});
  }

  private static JsonNode answer(Group group, BusinessMessage message) {
    ObjectNode answer = Json.object().put("messaging_product", "whatsapp");
    answer.putArray("contacts").addObject().put("input", group.id());
    answer.putArray("messages").addObject().put("id", message.id()).put("group_id", group.id());
    return answer;
  }
}
