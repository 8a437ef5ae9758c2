package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.BoundedMap;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** OAuth clients of the organisation and their tokens. */
@Component
class AccessTokens {
  private final Map<String, String> clients = new ConcurrentHashMap<>();
  private final BoundedMap<String, AccessToken> grants = new BoundedMap<>(5000);
  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final LongAdder hurried = new LongAdder();
  private final ShiftingClock clock;
  private final Settings<GenesysSettings> settings;

  AccessTokens(ShiftingClock clock, Settings<GenesysSettings> settings) {
    this.clock = clock;
    this.settings = settings;
    reset();
  }

  final void reset() {
    clients.clear();
    grants.clear();
    requests.clear();
    hurried.reset();
    client("sandbox-genesys-client", "sandbox-genesys-secret");
  }

  void client(String id, String secret) {
    clients.put(id, secret);
  }

  @Nullable AccessToken grant(String id, String secret) {
    if (!secret.equals(clients.get(id))) {
      return null;
    }
    long until = clock.millis() + settings.now().tokenSeconds() * 1000;
    AccessToken grant = new AccessToken(id, "sandbox-" + UUID.randomUUID(), until);
    grants.put(grant.value(), grant);
    return grant;
  }

  /** Identifies the caller; counts the request against the minute. */
  void admit(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw GenesysException.noCredentials();
    }
    AccessToken grant = grants.get(authorization.substring(7).strip());
    long now = clock.millis();
    if (grant == null || grant.expired(now)) {
      throw GenesysException.badCredentials();
    }
    requests.computeIfAbsent(grant.client(), one -> new LongAdder()).increment();
    int most = settings.now().ratePerMinute();
    if (most > 0 && grant.count(now) > most) {
      hurried.increment();
      throw GenesysException.tooMany(Math.max(1, 60 - now / 1000 % 60));
    }
  }

  boolean knows(@Nullable String authorization) {
    return client(authorization) != null;
  }

  /** The owner of the token in this header; null if there is no such token. */
  @Nullable String client(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return null;
    }
    AccessToken grant = grants.get(authorization.substring(7).strip());
    return grant == null ? null : grant.client();
  }

  /** Requests of each client since the start, and how many of all exceeded the rate limit. */
  ObjectNode counted() {
    ObjectNode counted = Json.object().put("hurried", hurried.sum());
    ObjectNode clients = counted.putObject("requests");
    requests.forEach((client, count) -> clients.put(client, count.sum()));
    return counted;
  }

  void revokeAll() {
    grants.clear();
  }
}
