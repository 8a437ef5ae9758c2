package io.wabridge.kit.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.model.Delivery;
import io.wabridge.model.FailureScope;
import io.wabridge.model.connector.Limits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one endpoint: whether it answers, how fast and with which credential it may be
 * called, and how fast each person may receive messages.
 */
final class EndpointGuard {

  /** The decision about a call. */
  sealed interface Answer {
    record Go(String credential) implements Answer {}

    record Wait(WaitReason.Wait until) implements Answer {}

    /** The call is not worth waiting for in its conversation. */
    record Scarce() implements Answer {}
  }

  private static final Duration BULKHEAD_RETRY = Duration.ofMillis(250);
  private static final Duration RECEIPT_RETRY = Duration.ofSeconds(1);
  private static final Duration FAILED_RECEIPT_PATIENCE = Duration.ofSeconds(30);
  private static final Duration AT_ONCE = Duration.ofMillis(10);

  private final EndpointCircuitBreaker breaker;
  private final Bulkhead bulkhead;
  private final CredentialPool credentials;
  private final ReservingRateLimiter throughput;
  private final Backoff backoff = new Backoff();
  private final Cache<String, PairRateLimiter> persons;
  private final Limits limits;
  private final Duration receiptPatience;
  private final Cache<String, Long> waitingSince =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  EndpointGuard(String name, Limits limits, ResilienceProperties properties) {
    this.limits = limits;
    this.receiptPatience = properties.receiptPatience();
    breaker = new EndpointCircuitBreaker(name, properties);
    bulkhead = new Bulkhead(limits, properties);
    credentials = new CredentialPool(name, limits);
    var perSecond = limits.messagesPerSecond();
    // half of a second's messages at once: inbound messages count at the provider, too
    throughput =
        perSecond == null || perSecond == 0
            ? ReservingRateLimiter.unlimited()
            : ReservingRateLimiter.of(Math.max(1, perSecond / 2), perSecond, Duration.ofSeconds(1));
    persons =
        Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterAccess(PairRateLimiter.memory(limits))
            .build();
  }

  /** Reserves all limits that the call needs, or returns why it cannot be made now. */
  Answer ask(CallPermit permit, List<String> configured, CallRequest request) {
    var pair = pair(request);
    var personBackoff = pair == null ? null : pair.remainingBackoff();
    if (personBackoff != null) {
      return new Answer.Wait(WaitReason.PAIR.after(personBackoff));
    }
    var endpointBackoff = backoff.remaining();
    if (endpointBackoff != null) {
      return scarce(request, WaitReason.ENDPOINT_BACKOFF.after(endpointBackoff));
    }
    return switch (credentials.choose(configured, request.key())) {
      case CredentialPool.Choice.AllRefused(var left, var refusal) ->
          scarce(request, WaitReason.CREDENTIALS_REFUSED.after(left, refusal));
      case CredentialPool.Choice.BackingOff(var left) ->
          scarce(request, WaitReason.CREDENTIAL_BACKOFF.after(left));
      case CredentialPool.Choice.Chosen(var credential) ->
          take(permit, configured, request, credential, pair);
    };
  }

  private Answer take(
      CallPermit permit,
      List<String> configured,
      CallRequest request,
      CredentialGuard credential,
      @Nullable PairRateLimiter pair) {
    var call = breaker.tryAcquire(!request.file());
    if (call == null) {
      return new Answer.Wait(WaitReason.UNANSWERED.after(breaker.remainingOpenTime()));
    }
    permit.guardedBy(call);
    if (!bulkhead.tryAcquire(request.file())) {
      return new Answer.Wait(WaitReason.BULKHEAD_FULL.after(BULKHEAD_RETRY));
    }
    permit.onClose(() -> bulkhead.release(request.file()));
    var budgetWait = budget(credential, request);
    if (budgetWait != null) {
      return scarce(request, WaitReason.CALL_BUDGET.after(budgetWait));
    }
    permit.onUnused(credential.budget()::refund);
    var pairWait = pair == null ? null : pair.take(request.key());
    if (pair != null && pairWait == null) {
      permit.onUnused(pair::refund);
    } else if (pairWait != null) {
      return new Answer.Wait(WaitReason.PAIR.after(pairWait));
    }
    var throughputWait = request.message() ? throughput.take(request.key()) : null;
    if (throughputWait != null) {
      return new Answer.Wait(WaitReason.THROUGHPUT.after(throughputWait));
    }
    if (request.message()) {
      permit.onUnused(throughput::refund);
    }
    permit.onOutcome(delivery -> recordOutcome(delivery, configured, credential, pair));
    waitingSince.invalidate(request.key());
    return new Answer.Go(credential.credential());
  }

  private @Nullable PairRateLimiter pair(CallRequest request) {
    return request.person() == null || limits.pairSeconds() == null
        ? null
        : persons.get(request.person(), _ -> new PairRateLimiter(limits));
  }

  private @Nullable Duration budget(CredentialGuard credential, CallRequest request) {
    var priority = request.priority();
    return priority == CallPriority.MESSAGE
            || priority == CallPriority.FAILED_RECEIPT
                && waitedLongerThan(FAILED_RECEIPT_PATIENCE, request)
        ? credential.budget().take(request.key())
        : credential.budget().tryTakeKeeping(priority.keptShare());
  }

  /** If the budget is too small, receipts of delivered messages delay no conversation. */
  private Answer scarce(CallRequest request, WaitReason.Wait wait) {
    return switch (request.priority()) {
      case MESSAGE, FAILED_RECEIPT -> new Answer.Wait(wait);
      case POSTPONED_RECEIPT -> new Answer.Scarce();
      case DELIVERED_RECEIPT -> {
        if (!waitedLongerThan(receiptPatience, request)) {
          yield new Answer.Wait(wait.atMost(RECEIPT_RETRY));
        }
        waitingSince.invalidate(request.key());
        yield new Answer.Scarce();
      }
    };
  }

  private boolean waitedLongerThan(Duration patience, CallRequest request) {
    var now = System.nanoTime();
    return now - waitingSince.get(request.key(), _ -> now) >= patience.toNanos();
  }

  private Delivery recordOutcome(
      Delivery delivery,
      List<String> configured,
      CredentialGuard credential,
      @Nullable PairRateLimiter pair) {
    return switch (delivery) {
      case Delivery.Accepted accepted -> {
        credential.accepted();
        if (pair != null) {
          pair.accepted();
        }
        yield accepted;
      }
      case Delivery.Refused refused when refused.scope() == FailureScope.CREDENTIAL -> {
        var retry = credential.refused(refused);
        yield new Delivery.Deferred(
            credentials.hasAnother(configured, credential) ? AT_ONCE : retry,
            refused.reason(),
            refused.detail(),
            FailureScope.CREDENTIAL);
      }
      case Delivery.Deferred deferred when !connection(deferred) ->
          backOff(deferred, credential, pair);
      default -> delivery;
    };
  }

  /** The circuit breaker decides about these. */
  private static boolean connection(Delivery.Deferred deferred) {
    return CallFailure.CONNECTION.covers(deferred) || CallFailure.INTERNAL.covers(deferred);
  }

  private Delivery backOff(
      Delivery.Deferred deferred, CredentialGuard credential, @Nullable PairRateLimiter pair) {
    return switch (deferred.scope()) {
      case MESSAGE -> deferred;
      case PERSON -> pair == null ? deferred : pair.refused(deferred);
      case CREDENTIAL -> credential.backOff(deferred);
      case ENDPOINT ->
          new Delivery.Deferred(
              backoff.extend(deferred.after()),
              deferred.reason(),
              deferred.detail(),
              deferred.scope());
    };
  }

  double up() {
    return breaker.closed() ? 1 : 0;
  }

  /** The smallest remaining budget: 1 is full. */
  double remainingShare() {
    return Math.max(0, Math.min(throughput.remainingShare(), credentials.remainingShare()));
  }

  double credentialsWorking() {
    return credentials.working();
  }

  double credentialsRefused() {
    return credentials.refused();
  }
}
