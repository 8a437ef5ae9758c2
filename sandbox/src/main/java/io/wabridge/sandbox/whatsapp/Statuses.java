package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Reports the status of messages to the business. */
@Component
class Statuses {
  private final Notifier notifier;
  private final SandboxScheduler scheduler;
  private final ShiftingClock clock;
  private final Settings<WhatsAppSettings> settings;

  Statuses(
      Notifier notifier,
      SandboxScheduler scheduler,
      ShiftingClock clock,
      Settings<WhatsAppSettings> settings) {
    this.notifier = notifier;
    this.scheduler = scheduler;
    this.clock = clock;
    this.settings = settings;
  }

  /** Sent, then delivered, then read if this person reads at once; a reaction is only sent. */
  void succeed(BusinessMessage message, Chat chat) {
    message.carrier(notifier.carrier(chat.number()));
    WhatsAppSettings now = settings.now();
    if (!now.statuses()) {
      message.status("delivered");
      return;
    }
    scheduler.after(
        now.sentDelayMs(),
        () -> {
          step(message, chat, "sent");
          if (!message.type().equals("reaction")) {
            scheduler.after(now.deliveredDelayMs(), () -> arrived(message, chat, now));
          }
        });
  }

  private void arrived(BusinessMessage message, Chat chat, WhatsAppSettings now) {
    if (!now.skipDelivered()) {
      step(message, chat, "delivered");
    } else {
      message.status("delivered");
    }
    if (now.autoRead()) {
      scheduler.after(now.readDelayMs(), () -> read(message, chat));
    }
  }

  void read(BusinessMessage message, Chat chat) {
    if (message.status().equals("delivered")) {
      step(message, chat, "read");
    }
  }

  void fail(BusinessMessage message, Chat chat, int code, String details) {
    message.carrier(notifier.carrier(chat.number()));
    message.failed(code);
    ObjectNode value = ChangeValues.of(chat.number());
    ObjectNode status = ChangeValues.status(message, chat, "failed", clock.millis());
    ChangeValues.error(status, code, details);
    value.putArray("statuses").add(status);
    scheduler.after(settings.now().sentDelayMs(), () -> tell(message, chat, value, "failed"));
    chat.person().pulse().signal();
  }

  private void step(BusinessMessage message, Chat chat, String state) {
    message.status(state);
    ObjectNode value = ChangeValues.of(chat.number());
    value.putArray("contacts").add(ChangeValues.contact(chat, chat.ids(), !state.equals("sent")));
    ObjectNode status = ChangeValues.status(message, chat, state, clock.millis());
    if (!state.equals("read")) {
      ChangeValues.pricing(status, message.type().equals("template") ? "utility" : "service");
    }
    value.putArray("statuses").add(status);
    tell(message, chat, value, state);
    chat.person().pulse().signal();
  }

  private void tell(BusinessMessage message, Chat chat, ObjectNode value, String state) {
    Carrier carrier = message.carrier();
    notifier.tell(
        carrier == null ? notifier.carrier(chat.number()) : carrier,
        chat.lane(),
        chat.number(),
        value,
        state + " " + message.id());
  }
}
