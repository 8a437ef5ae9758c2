package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Faults;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.SerialExecutor;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reports statuses as Meta sometimes does: several in one webhook, repeated, contradicting. */
@Component
class RoughStatuses {
  private static final int REPEATS = 5;
  private static final int UNDELIVERABLE = 131026;

  private final Notifier notifier;
  private final SandboxScheduler scheduler;
  private final Faults faults;
  private final ShiftingClock clock;
  private final Settings<WhatsAppSettings> settings;

  RoughStatuses(
      Notifier notifier,
      SandboxScheduler scheduler,
      Faults faults,
      ShiftingClock clock,
      Settings<WhatsAppSettings> settings) {
    this.notifier = notifier;
    this.scheduler = scheduler;
    this.faults = faults;
    this.clock = clock;
    this.settings = settings;
  }

  void report(BusinessMessage message, Chat chat, StatusPattern pattern) {
    faults.occurred("statuses", pattern.label());
    scheduler.after(settings.now().sentDelayMs(), () -> now(message, chat, pattern));
  }

  private void now(BusinessMessage message, Chat chat, StatusPattern pattern) {
    switch (pattern) {
      case STEPS -> throw new IllegalArgumentException("not a rough pattern");
      case COMBINED -> {
        message.status("read");
        tell(message, chat, chat.lane(), "sent", "delivered", "read");
      }
      case REPEATED -> {
        message.status("delivered");
        tell(message, chat, chat.lane(), "sent");
        for (int i = 0; i < REPEATS; i++) {
          tell(message, chat, unordered(), "delivered");
        }
      }
      case FAILED_FIRST -> {
        message.status("delivered");
        tell(message, chat, chat.lane(), "failed");
        tell(message, chat, chat.lane(), "delivered");
      }
      case FAILED_TWICE -> {
        message.failed(UNDELIVERABLE);
        tell(message, chat, unordered(), "failed");
        tell(message, chat, unordered(), "failed");
      }
    }
    chat.person().pulse().signal();
  }

  /** For a webhook that does not wait for another one. */
  private SerialExecutor unordered() {
    return new SerialExecutor(scheduler.now());
  }

  private void tell(BusinessMessage message, Chat chat, SerialExecutor lane, String... states) {
    ObjectNode value = ChangeValues.of(chat.number());
    ArrayNode statuses = value.putArray("statuses");
    for (String state : states) {
      ObjectNode status = ChangeValues.status(message, chat, state, clock.millis());
      if (state.equals("failed")) {
        ChangeValues.error(status, UNDELIVERABLE, "Message undeliverable.");
      }
      statuses.add(status);
    }
    String about = String.join("+", states) + " " + message.id();
    notifier.tell(lane, chat.number(), value, about, () -> {});
  }
}
