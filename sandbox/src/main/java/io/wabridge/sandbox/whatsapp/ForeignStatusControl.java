package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Faults;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.SerialExecutor;
import io.wabridge.sandbox.ShiftingClock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API for statuses of messages that another program sent from the same number. */
@RestController
class ForeignStatusControl {
  private static final long FIRST = 447_922_000_000L;
  private static final List<String> STATES = List.of("sent", "delivered", "read");

  private final Accounts accounts;
  private final Notifier notifier;
  private final SandboxScheduler scheduler;
  private final Faults faults;
  private final ShiftingClock clock;

  ForeignStatusControl(
      Accounts accounts,
      Notifier notifier,
      SandboxScheduler scheduler,
      Faults faults,
      ShiftingClock clock) {
    this.accounts = accounts;
    this.notifier = notifier;
    this.scheduler = scheduler;
    this.faults = faults;
    this.clock = clock;
  }

  record Foreign(
      @Nullable String number, int count, @Nullable Integer each, @Nullable List<String> to) {}

  /**
   * Three statuses per message, to these recipients in turn or to strangers; each webhook has that
   * many. The webhooks do not wait for each other.
   */
  @PostMapping("/sandbox/foreign-statuses")
  JsonNode send(@RequestBody Foreign asked) {
    String id = asked.number() == null ? Accounts.PHONE_NUMBER_ID : asked.number();
    BusinessNumber number = accounts.number(id);
    if (number == null) {
      throw new NotFoundException("number " + id);
    }
    int each = asked.each() == null ? 1 : Math.max(1, asked.each());
    ArrayNode open = Json.array();
    String messageId = "";
    for (int i = 0; i < asked.count(); i++) {
      String to = recipient(asked.to(), i / STATES.size());
      messageId = i % STATES.size() == 0 ? Ids.toPerson(to) : messageId;
      open.add(status(messageId, to, STATES.get(i % STATES.size())));
      if (open.size() == each || i == asked.count() - 1) {
        ObjectNode value = ChangeValues.of(number);
        value.set("statuses", open);
        notifier.tell(
            new SerialExecutor(scheduler.now()),
            number,
            value,
            "foreign " + messageId,
            () -> faults.occurred("statuses", "foreign"));
        open = Json.array();
      }
    }
    return Json.object().put("statuses", asked.count());
  }

  private static String recipient(@Nullable List<String> to, int message) {
    return to == null || to.isEmpty()
        ? Long.toString(FIRST + message)
        : to.get(message % to.size());
  }

  private ObjectNode status(String messageId, String to, String state) {
    return Json.object()
        .put("id", messageId)
        .put("status", state)
        .put("timestamp", Long.toString(clock.millis() / 1000))
        .put("recipient_id", to);
  }
}
