package io.wabridge.state.event.webhook;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.telemetry.Counters;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.state.event.EventLog;
import io.wabridge.state.event.EventRenderer;
import io.wabridge.state.event.RenderedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Delivers what is due at one webhook: several conversations at a time, each in its order. An event
 * that fails stops its conversation only.
 */
@Component
class WebhookRun {

  private static final Logger log = LoggerFactory.getLogger(WebhookRun.class);

  private static final int AT_ONCE = 100;

  /** Events of one conversation, so that it does not delay the others for long. */
  private static final int OF_CONVERSATION = 20;

  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final WebhookLeases leases;
  private final WebhookPost post;
  private final EventLog events;
  private final EventRenderer renderer;
  private final WebhookDeliveryProperties settings;
  private final Counters outcomes;

  WebhookRun(
      Webhooks webhooks,
      Deliveries deliveries,
      WebhookLeases leases,
      WebhookPost post,
      EventLog events,
      EventRenderer renderer,
      WebhookDeliveryProperties settings,
      MeterRegistry meters) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.leases = leases;
    this.post = post;
    this.events = events;
    this.renderer = renderer;
    this.settings = settings;
    this.outcomes = Metric.WEBHOOK_DELIVERIES.counters(meters);
  }

  /** Delivers until nothing is due. */
  void deliver(String id) {
    while (leases.has(id)) {
      var webhook = webhooks.enabled(id).orElse(null);
      if (webhook == null) {
        return;
      }
      deliveries.enqueue(webhook);
      var due = deliveries.due(webhook, AT_ONCE);
      if (due.isEmpty()) {
        return;
      }
      deliver(webhook, due);
    }
  }

  private void deliver(Webhook webhook, List<Delivery> due) {
    var bodies = bodies(webhook, due);
    var places = new Semaphore(settings.atOnce());
    try (var conversations = Executors.newVirtualThreadPerTaskExecutor()) {
      due.stream()
          .collect(groupingBy(Delivery::conversationId, LinkedHashMap::new, Collectors.toList()))
          .values()
          .forEach(conversation ->
              conversations.execute(() -> {
                places.acquireUninterruptibly();
                try {
                  inOrder(webhook, conversation, bodies);
                } catch (RuntimeException e) {
                  log.atWarn()
                      .addKeyValue("tenant", webhook.tenant())
                      .addKeyValue("webhook", webhook.id())
                      .log("a delivery is repeated: its result was not saved: {}", e.toString());
                } finally {
                  places.release();
                }
              }));
    }
  }

  private Map<Long, String> bodies(Webhook webhook, List<Delivery> due) {
    var stored = events.at(webhook.tenant(), due.stream().map(Delivery::position).toList());
    return renderer.render(webhook.tenant(), stored).stream()
        .collect(toMap(event -> event.stored().position(), RenderedEvent::json));
  }

  private void inOrder(Webhook webhook, List<Delivery> conversation, Map<Long, String> bodies) {
    for (var delivery : conversation.stream().limit(OF_CONVERSATION).toList()) {
      var body = bodies.get(delivery.position());
      if (!leases.has(webhook.id())) {
        return;
      }
      if (body == null) {
        deliveries.end(webhook, delivery, "EXPIRED", 0, "The event is not kept any more.");
      } else if (!record(webhook, delivery, post.send(webhook, eventId(webhook, delivery), body))) {
        return;
      }
    }
  }

  /** The receiver recognizes a repeated event by it. */
  private static String eventId(Webhook webhook, Delivery delivery) {
    return "evt_" + webhook.tenant() + "_" + delivery.position();
  }

  /** Whether the conversation goes on. */
  private boolean record(Webhook webhook, Delivery delivery, WebhookOutcome outcome) {
    return switch (outcome) {
      case WebhookOutcome.Delivered(var status) -> {
        count(webhook, "delivered");
        deliveries.end(webhook, delivery, "DELIVERED", status, null);
        yield true;
      }
      case WebhookOutcome.Refused(var status, var detail) -> {
        count(webhook, "refused");
        deliveries.end(webhook, delivery, "REFUSED", status, detail);
        yield true;
      }
      case WebhookOutcome.Failed failed -> {
        count(webhook, "failed");
        deliveries.postpone(
            webhook,
            delivery,
            failed,
            RetryPause.of(delivery.attempts(), failed.after(), settings));
        if (tooLong(delivery)) {
          disable(
              webhook,
              "Event "
                  + delivery.position()
                  + " could not be delivered for "
                  + settings.giveUpAfter().toHours()
                  + " hours: "
                  + failed.detail());
        }
        yield false;
      }
      case WebhookOutcome.Gone(var status, var detail) -> {
        count(webhook, "gone");
        deliveries.postpone(
            webhook, delivery, new WebhookOutcome.Failed(status, detail, null), Duration.ZERO);
        disable(webhook, "The receiver answered 410: it wants no more events.");
        yield false;
      }
    };
  }

  private void count(Webhook webhook, String outcome) {
    outcomes.count(webhook.tenant().value(), outcome);
  }

  private boolean tooLong(Delivery delivery) {
    var first = delivery.firstAttemptAt();
    return first != null && first.plus(settings.giveUpAfter()).isBefore(Instant.now());
  }

  private void disable(Webhook webhook, String reason) {
    if (webhooks.disable(webhook, reason)) {
      log.atWarn()
          .addKeyValue("tenant", webhook.tenant())
          .addKeyValue("webhook", webhook.id())
          .log("a webhook is disabled: {}", reason);
    }
  }
}
