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
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  private final String endpoint;
  private final String credential;
  private final ReservingRateLimiter budget;
  private final Backoff backoff = new Backoff();
  private final Backoff refusalBackoff = new Backoff();
  private Delivery.@Nullable Refused refusal;
  private int refusals;

  CredentialGuard(String endpoint, String credential, Limits limits) {
    this.endpoint = endpoint;
    this.credential = credential;
    var perMinute = limits.callsPerMinute();
    if (perMinute == null || perMinute == 0) {
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

  /** For how long the endpoint asked not to be called with it. */
  @Nullable Duration remainingBackoff() {
    return backoff.remaining();
  }

  /** For how long it is not tried because it was refused. */
  synchronized @Nullable Duration remainingRefusal() {
    return refusal == null ? null : refusalBackoff.remaining();
  }

  synchronized Delivery.@Nullable Refused refusal() {
    return refusal;
  }

  Delivery.Deferred backOff(Delivery.Deferred deferred) {
    return new Delivery.Deferred(
        backoff.extend(deferred.after()), deferred.reason(), deferred.detail(), deferred.scope());
  }

  synchronized boolean working() {
    return refusal == null;
  }

  synchronized void accepted() {
    refusals = 0;
    if (refusal != null) {
      refusal = null;
      log.atInfo()
          .addKeyValue("endpoint", endpoint)
          .addKeyValue("credential", credential)
          .log("the credential is accepted again");
    }
  }

  /** Returns the time until its next try: a second, then twice as long each time. */
  synchronized Duration refused(Delivery.Refused refused) {
    if (refusal == null) {
      log.atWarn()
          .addKeyValue("endpoint", endpoint)
          .addKeyValue("credential", credential)
          .log("the credential is refused: {}", refused.detail());
    }
    refusal = refused;
    var longer = FIRST_RETRY.multipliedBy(1L << Math.min(refusals++, 20));
    return refusalBackoff.extend(longer.compareTo(LAST_RETRY) < 0 ? longer : LAST_RETRY);
  }
}
