package io.wabridge.kit.resilience;

import io.wabridge.model.Delivery;
import io.wabridge.model.Reason;
import java.util.EnumSet;
import java.util.Set;

/** The cause of a failed call, as far as it concerns the endpoint. */
enum CallFailure {
  /** The endpoint was not reached or did not answer: any call would fail. */
  CONNECTION(Reason.UNAVAILABLE, Reason.TIMEOUT, Reason.HOST_UNKNOWN, Reason.TLS_FAILED),
  /** An internal service failed: this says nothing about the endpoint. */
  INTERNAL(Reason.SERVICE_DOWN, Reason.MEDIA_STORE_DOWN, Reason.INTERNAL);

  private final Set<Reason> reasons;

  CallFailure(Reason first, Reason... others) {
    reasons = EnumSet.of(first, others);
  }

  boolean covers(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Accepted _, Delivery.Refused _ -> false;
      case Delivery.Deferred deferred -> reasons.contains(deferred.reason());
      case Delivery.Uncertain _ -> this == CONNECTION;
    };
  }
}
