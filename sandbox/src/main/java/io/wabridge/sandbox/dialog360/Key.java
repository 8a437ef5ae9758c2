package io.wabridge.sandbox.dialog360;

import io.wabridge.sandbox.RateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One API key, which is one number: its webhook, and how it uses the API. */
final class Key {
  private static final int UPLOADS_PER_SECOND = 25;
  private static final int ERRORS = 20;
  private static final Duration ERRORS_WITHIN = Duration.ofMinutes(60);
  private static final Duration BLOCKED = Duration.ofMinutes(30);

  /** Where webhooks go, and the headers they show there. */
  record Destination(String url, Map<String, String> headers) {}

  private final String phoneNumberId;
  private final @Nullable String platformSecret;
  private final RateLimiter uploads = new RateLimiter();
  private final Deque<Instant> errors = new ArrayDeque<>();
  private volatile @Nullable Destination webhook;
  private volatile List<Destination> copies = List.of();
  private @Nullable Instant blockedUntil;

  Key(String phoneNumberId, @Nullable String platformSecret) {
    this.phoneNumberId = phoneNumberId;
    this.platformSecret = platformSecret;
  }

  String phoneNumberId() {
    return phoneNumberId;
  }

  /** Signs the webhooks of a partner's number; null for a direct client's. */
  @Nullable String platformSecret() {
    return platformSecret;
  }

  @Nullable Destination webhook() {
    return webhook;
  }

  void webhook(Destination destination) {
    webhook = destination;
  }

  List<Destination> copies() {
    return copies;
  }

  void copies(List<Destination> destinations) {
    copies = List.copyOf(destinations);
  }

  boolean uploads() {
    return uploads.allow(
        System.nanoTime(), 1_000_000_000L / UPLOADS_PER_SECOND, UPLOADS_PER_SECOND);
  }

  /** Whether the look-up of files is blocked. */
  synchronized boolean blocked(Instant now) {
    return blockedUntil != null && now.isBefore(blockedUntil);
  }

  synchronized void lookUpFailed(Instant now) {
    errors.add(now);
    while (errors.getFirst().isBefore(now.minus(ERRORS_WITHIN))) {
      errors.removeFirst();
    }
    if (errors.size() >= ERRORS) {
      blockedUntil = now.plus(BLOCKED);
      errors.clear();
    }
  }
}
