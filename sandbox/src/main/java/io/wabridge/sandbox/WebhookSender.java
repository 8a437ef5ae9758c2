package io.wabridge.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Sends webhooks like the real products: with retries until accepted or given up. */
public final class WebhookSender {
  private static final int AT_ONCE = 128;

  private final Map<URI, Semaphore> lines = new ConcurrentHashMap<>();
  private final HttpClient http;
  private final WebhookLog log;
  private final Clock clock;

  public WebhookSender(HttpClient http, WebhookLog log, Clock clock) {
    this.http = http;
    this.log = log;
    this.clock = clock;
  }

  /** Blocks until the webhook is accepted (true) or will not be retried (false). */
  public boolean deliver(SignedWebhook webhook, RetryPlan plan) {
    WebhookDelivery delivery = log.open(webhook);
    for (int attempt = 1; ; attempt++) {
      int status = post(webhook, plan.timeout(), delivery);
      boolean accepted = plan.accepted(status);
      if (accepted || !plan.again(status, attempt) || !slept(plan.pause(attempt))) {
        log.ended(delivery, accepted);
        return accepted;
      }
    }
  }

  /** Concurrent requests to one address; the real products limit them as well. */
  private int post(SignedWebhook webhook, Duration timeout, WebhookDelivery delivery) {
    Semaphore line = lines.computeIfAbsent(webhook.target(), target -> new Semaphore(AT_ONCE));
    line.acquireUninterruptibly();
    try {
      return exchange(webhook, timeout, delivery);
    } finally {
      line.release();
    }
  }

  private int exchange(SignedWebhook webhook, Duration timeout, WebhookDelivery delivery) {
    long start = System.nanoTime();
    int status = 0;
    String error = "";
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(webhook.target())
              .timeout(timeout)
              .POST(HttpRequest.BodyPublishers.ofByteArray(webhook.body()));
      webhook.headers().forEach(request::setHeader);
      status = http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException | IllegalArgumentException e) {
      error = e.getClass().getSimpleName() + ": " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      error = "interrupted";
    }
    long ms = Duration.ofNanos(System.nanoTime() - start).toMillis();
    log.tried(delivery, new DeliveryAttempt(clock.instant(), status, error, ms));
    return status;
  }

  private static boolean slept(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
