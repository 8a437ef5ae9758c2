package io.wabridge.kit.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Metrics of the webhooks of one side. */
public final class WebhookMeters {

  /** The outcome of a webhook. */
  public enum Outcome {
    ACCEPTED,
    BAD_SIGNATURE,
    UNKNOWN_TENANT,
    UNREADABLE,
    OVER_QUOTA,
    UNAVAILABLE
  }

  private final String source;
  private final MeterRegistry meters;
  private final Counters received;
  private final Timer answered;
  private final Map<String, AtomicLong> last = new ConcurrentHashMap<>();

  /**
   * @param source "whatsapp" or the kind of desk
   */
  public WebhookMeters(MeterRegistry meters, String source) {
    this.source = source;
    this.meters = meters;
    this.received = Metric.WEBHOOKS_RECEIVED.counters(meters);
    this.answered = Metric.WEBHOOK.timer(meters, source);
  }

  public void count(String tenant, Outcome outcome) {
    received.count(source, tenant, Labels.of(outcome));
  }

  /** The tenant of the webhook is unknown. */
  public void unknown() {
    count("unknown", Outcome.UNKNOWN_TENANT);
  }

  /**
   * An authentic webhook was answered 200.
   *
   * @param since {@link System#nanoTime} when it arrived
   */
  public void answered(String tenant, Outcome outcome, long since) {
    count(tenant, outcome);
    answered.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
  }

  /** Records that the channel is active. */
  public void heard(String tenant, String channel) {
    last.computeIfAbsent(
            channel,
            id -> {
              var at = new AtomicLong();
              Metric.LAST_INBOUND.gauge(meters, at, AtomicLong::doubleValue, tenant, id);
              return at;
            })
        .set(System.currentTimeMillis() / 1000);
  }
}
