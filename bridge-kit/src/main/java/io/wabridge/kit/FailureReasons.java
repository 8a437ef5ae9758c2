package io.wabridge.kit;

import io.wabridge.kit.lane.ConfirmedChannel;
import io.wabridge.model.Explained;
import io.wabridge.model.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpException;
import org.springframework.dao.DataAccessException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;

/** Finds the reason of a failure: from the exception itself, or from the called service. */
public final class FailureReasons {

  private static final int DEEPEST = 10;

  private FailureReasons() {}

  public static Reason of(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (var depth = 0; cause != null && depth < DEEPEST; depth++) {
      var reason = reasonOf(cause);
      if (reason != null) {
        return reason;
      }
      cause = cause.getCause();
    }
    return Reason.INTERNAL;
  }

  /** The failure itself, if it means that an internal service or the broker does not answer. */
  public static @Nullable RuntimeException unavailable(Throwable failure) {
    return switch (failure) {
      case ResourceAccessException unavailable -> unavailable;
      case HttpServerErrorException.ServiceUnavailable unavailable -> unavailable;
      case ConfirmedChannel.NotConfirmed unavailable -> unavailable;
      default -> null;
    };
  }

  /**
   * Connectors wrap the exceptions of their calls; one of the REST client itself is from an
   * internal service.
   */
  private static @Nullable Reason reasonOf(Throwable failure) {
    return switch (failure) {
      case Explained explained -> explained.reason();
      case ConfirmedChannel.NotConfirmed _ -> Reason.BROKER_DOWN;
      case AmqpException _ -> Reason.BROKER_DOWN;
      case DataAccessException _ -> Reason.DATABASE_DOWN;
      case RestClientException _ -> Reason.SERVICE_DOWN;
      default -> null;
    };
  }
}
