package io.wabridge.kit.resilience;

import io.wabridge.model.Delivery;
import io.wabridge.model.Reason;
import java.util.EnumSet;
import java.util.Set;

/** Whom an answer concerns beside the message it was given for. */
enum FailureScope {
  /** It could not be reached, or said nothing: the same would happen to any call. */
  CONNECTION(Reason.UNAVAILABLE, Reason.TIMEOUT, Reason.HOST_UNKNOWN, Reason.TLS_FAILED),
  /** Something of ours: it says nothing about the other side. */
  INTERNAL(Reason.SERVICE_DOWN, Reason.MEDIA_STORE_DOWN, Reason.INTERNAL),
  /** Everything from this number, or with this token, would be refused as well. */
  ACCOUNT(
      Reason.RATE_NUMBER,
      Reason.RATE_APP,
      Reason.RATE_QUALITY,
      Reason.RATE_DESK_TOKEN,
      Reason.RATE_LIMITED,
      Reason.NUMBER_MAINTENANCE),
  /** Everything to this person. */
  PERSON(Reason.RATE_PAIR),
  /** The OAuth client: another one may be let in (genesys.md 8). */
  CLIENT(
      Reason.AUTH,
      Reason.FORBIDDEN,
      Reason.DESK_SIGN_IN,
      Reason.DESK_PERMISSION,
      Reason.UNKNOWN_DESK);

  private final Set<Reason> reasons;

  FailureScope(Reason first, Reason... others) {
    reasons = EnumSet.of(first, others);
  }

  boolean covers(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Accepted _ -> false;
      case Delivery.Refused refused -> this == CLIENT && reasons.contains(refused.reason());
      case Delivery.Deferred deferred -> this != CLIENT && reasons.contains(deferred.reason());
      case Delivery.Uncertain _ -> this == CONNECTION;
    };
  }
}
