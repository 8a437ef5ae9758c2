package io.wabridge.kit.resilience;

import io.wabridge.model.Delivery;
import io.wabridge.model.connector.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of one credential of an endpoint: its call budget, its backoff, its last refusal. */
final class CredentialGuard {

  private static final Logger log = LoggerFactory.getLogger(CredentialGuard.class);
  // the burst and what refills within a minute stay below a minute's limit
  private static final int BURST_SHARE = 5;

  private final String endpoint;
  private final String credential;
  private final ReservingRateLimiter budget;
  private final Backoff backoff = new Backoff();
  private Delivery.@Nullable Refused refusal;
  private long refusedAt;

  CredentialGuard(String endpoint, String credential, Limits limits) {
    this.endpoint = endpoint;
    this.credential = credential;
    var perMinute = limits.callsPerMinute();
    if (perMinute == null) {
      budget = ReservingRateLimiter.unlimited();
    } else {
      var burst = Math.max(1, perMinute / BURST_SHARE);
      budget =
          ReservingRateLimiter.of(burst, Math.max(1, perMinute - burst), Duration.ofMinutes(1));
    }
  }

  String credential() {
    return credential;
  }

  ReservingRateLimiter budget() {
    return budget;
  }

  @Nullable Duration remainingBackoff() {
    return backoff.remaining();
  }

  Delivery.Deferred backOff(Delivery.Deferred deferred) {
    return new Delivery.Deferred(
        backoff.extend(deferred.after()), deferred.reason(), deferred.detail(), deferred.scope());
  }

  /** The refusal of the credential, if it is younger than this. */
  synchronized Delivery.@Nullable Refused refusedWithin(Duration age) {
    return refusal != null && System.nanoTime() - refusedAt < age.toNanos() ? refusal : null;
  }

  synchronized boolean working() {
    return refusal == null;
  }

  synchronized void accepted() {
    if (refusal != null) {
      refusal = null;
      log.atInfo()
          .addKeyValue("endpoint", endpoint)
          .addKeyValue("credential", credential)
          .log("the credential is accepted again");
    }
  }

  synchronized void refused(Delivery.Refused refused) {
    if (refusal == null) {
      log.atWarn()
          .addKeyValue("endpoint", endpoint)
          .addKeyValue("credential", credential)
          .log("the credential is refused: {}", refused.detail());
    }
    refusal = refused;
    refusedAt = System.nanoTime();
  }
}
