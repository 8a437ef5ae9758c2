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

/** Posts webhooks the way the originals do: again and again until accepted or given up. */
public final class Courier {
  private static final int AT_ONCE = 128;

  private final Map<URI, Semaphore> lines = new ConcurrentHashMap<>();
  private final HttpClient http;
  private final WebhookLog log;
  private final Clock clock;

  public Courier(HttpClient http, WebhookLog log, Clock clock) {
    this.http = http;
    this.log = log;
    this.clock = clock;
  }

  /** Blocks until the parcel is accepted (true) or nobody will try again (false). */
  public boolean deliver(Parcel parcel, RetryPlan plan) {
    Delivery delivery = log.open(parcel);
    for (int attempt = 1; ; attempt++) {
      int status = post(parcel, plan.timeout(), delivery);
      boolean accepted = plan.accepted(status);
      if (accepted || !plan.again(status, attempt) || !slept(plan.pause(attempt))) {
        log.ended(delivery, accepted);
        return accepted;
      }
    }
  }

  /** Many at once to one address, but not without end: even the originals have so many lines. */
  private int post(Parcel parcel, Duration timeout, Delivery delivery) {
    Semaphore line = lines.computeIfAbsent(parcel.target(), target -> new Semaphore(AT_ONCE));
    line.acquireUninterruptibly();
    try {
      return exchange(parcel, timeout, delivery);
    } finally {
      line.release();
    }
  }

  private int exchange(Parcel parcel, Duration timeout, Delivery delivery) {
    long start = System.nanoTime();
    int status = 0;
    String error = "";
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(parcel.target())
              .timeout(timeout)
              .POST(HttpRequest.BodyPublishers.ofByteArray(parcel.body()));
      parcel.headers().forEach(request::setHeader);
      status = http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException | IllegalArgumentException e) {
      error = e.getClass().getSimpleName() + ": " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      error = "interrupted";
    }
    long ms = Duration.ofNanos(System.nanoTime() - start).toMillis();
    log.tried(delivery, new Attempt(clock.instant(), status, error, ms));
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
