package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Delivers an accepted message to a phone, or reports why it cannot be delivered. */
@Component
class MessageDelivery {
  private static final long WINDOW_MS = 24 * 3_600_000L;

  private final MessageStore messageStore;
  private final JournalWriter journalWriter;
  private final Statuses statuses;
  private final RoughStatuses roughStatuses;
  private final Links links;
  private final MediaStore mediaStore;
  private final ShiftingClock clock;
  private final Settings<WhatsAppSettings> settings;

  MessageDelivery(
      MessageStore messageStore,
      JournalWriter journalWriter,
      Statuses statuses,
      RoughStatuses roughStatuses,
      Links links,
      MediaStore mediaStore,
      ShiftingClock clock,
      Settings<WhatsAppSettings> settings) {
    this.messageStore = messageStore;
    this.journalWriter = journalWriter;
    this.statuses = statuses;
    this.roughStatuses = roughStatuses;
    this.links = links;
    this.mediaStore = mediaStore;
    this.clock = clock;
    this.settings = settings;
  }

  void take(BusinessMessage message, Chat chat, JsonNode content) {
    messageStore.sent(message);
    if (!message.type().equals("template") && closed(chat)) {
      statuses.fail(message, chat, 131047, "More than a day since the user last wrote.");
      return;
    }
    boolean marketing =
        Json.text(content.path("template").path("shown"), "category", "").equals("MARKETING");
    if (marketing && chat.marketingStopped()) {
      statuses.fail(message, chat, 131050, "The user has stopped marketing messages.");
      return;
    }
    JsonNode media = content.path(message.type());
    if (media.has("link")) {
      chat.lane().submit(() -> fetch(message, chat, content));
      return;
    }
    String mediaId =
        media.isObject() && !message.type().equals("template") ? Json.text(media, "id") : null;
    Media stored = mediaId == null ? null : mediaStore.find(mediaId);
    if (stored != null && !fits(stored, message.type(), media)) {
      statuses.fail(message, chat, 131053, "The file cannot be sent as " + message.type() + ".");
      return;
    }
    if (message.type().equals("reaction") && unknownTarget(media)) {
      statuses.fail(message, chat, 131009, "The message to react to was not found.");
      return;
    }
    message.mediaId(mediaId);
    arrive(message, chat, content);
  }

  /** A number without WhatsApp: accepted, and reported as undeliverable a moment later. */
  void undeliverable(BusinessMessage message, Chat chat) {
    messageStore.sent(message);
    statuses.fail(message, chat, 131026, "Message undeliverable.");
  }

  private void arrive(BusinessMessage message, Chat chat, JsonNode content) {
    StatusPattern pattern =
        settings.now().roughStatuses() ? StatusPattern.rough() : StatusPattern.STEPS;
    chat.typingUntilMs(0);
    if (pattern == StatusPattern.FAILED_TWICE) {
      journalWriter.failed(message, chat, content);
    } else {
      chat.received().add(message);
      journalWriter.received(message, chat, content, pattern);
    }
    if (pattern == StatusPattern.STEPS) {
      statuses.succeed(message, chat);
    } else {
      roughStatuses.report(message, chat, pattern);
    }
    chat.person().pulse().signal();
  }

  private void fetch(BusinessMessage message, Chat chat, JsonNode content) {
    String link = content.path(message.type()).path("link").asString();
    @Nullable Media media = links.fetch(link, message.type(), chat.number());
    if (media == null) {
      statuses.fail(message, chat, 131053, "The file behind the link could not be used.");
      return;
    }
    message.mediaId(media.id());
    arrive(message, chat, content);
  }

  private boolean closed(Chat chat) {
    return settings.now().window() && clock.millis() - chat.lastSaidMs() >= WINDOW_MS;
  }

  private static boolean fits(Media media, String type, JsonNode content) {
    boolean voice = content.path("voice").asBoolean(false);
    return MediaKinds.fits(media.mime(), type)
        && (!voice || MediaKinds.bare(media.mime()).equals("audio/ogg"));
  }

  private boolean unknownTarget(JsonNode reaction) {
    String target = Json.text(reaction, "message_id");
    return messageStore.said().get(target) == null && messageStore.received().get(target) == null;
  }
}
