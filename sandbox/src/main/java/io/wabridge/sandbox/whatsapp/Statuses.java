package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.Timeline;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Tells the business how far its messages got. */
@Component
class Statuses {
  private final Notifier notifier;
  private final Timeline timeline;
  private final ShiftingClock clock;
  private final Settings<WhatsAppSettings> settings;

  Statuses(
      Notifier notifier,
      Timeline timeline,
      ShiftingClock clock,
      Settings<WhatsAppSettings> settings) {
    this.notifier = notifier;
    this.timeline = timeline;
    this.clock = clock;
    this.settings = settings;
  }

  /** Sent, then delivered, then read when this person reads at once; a reaction is only sent. */
  void succeed(Received message, Chat chat) {
    WhatsAppSettings now = settings.now();
    if (!now.statuses()) {
      message.status("delivered");
      return;
    }
    timeline.after(
        now.sentDelayMs(),
        () -> {
          step(message, chat, "sent");
          if (!message.type().equals("reaction")) {
            timeline.after(now.deliveredDelayMs(), () -> arrived(message, chat, now));
          }
        });
  }

  private void arrived(Received message, Chat chat, WhatsAppSettings now) {
    if (!now.skipDelivered()) {
      step(message, chat, "delivered");
    } else {
      message.status("delivered");
    }
    if (now.autoRead()) {
      timeline.after(now.readDelayMs(), () -> read(message, chat));
    }
  }

  void read(Received message, Chat chat) {
    if (message.status().equals("delivered")) {
      step(message, chat, "read");
    }
  }

  void fail(Received message, Chat chat, int code, String details) {
    message.failed(code);
    ObjectNode value = Values.of(chat.number());
    ObjectNode status = Values.status(message, chat, "failed", clock.millis());
    Values.error(status, code, details);
    value.putArray("statuses").add(status);
    timeline.after(settings.now().sentDelayMs(), () -> tell(message, chat, value, "failed"));
    chat.person().pulse().beat();
  }

  private void step(Received message, Chat chat, String state) {
    message.status(state);
    ObjectNode value = Values.of(chat.number());
    value.putArray("contacts").add(Values.contact(chat, !state.equals("sent")));
    ObjectNode status = Values.status(message, chat, state, clock.millis());
    if (!state.equals("read")) {
      Values.pricing(status, message.type().equals("template") ? "utility" : "service");
    }
    value.putArray("statuses").add(status);
    tell(message, chat, value, state);
    chat.person().pulse().beat();
  }

  private void tell(Received message, Chat chat, ObjectNode value, String state) {
    notifier.tell(chat.lane(), chat.number(), value, state + " " + message.id(), () -> {});
  }
}
