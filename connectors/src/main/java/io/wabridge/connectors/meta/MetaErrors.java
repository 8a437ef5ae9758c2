package io.wabridge.connectors.meta;

import io.wabridge.connectors.ErrorTable;
import io.wabridge.connectors.Meaning;
import io.wabridge.model.Reason;
import java.util.Comparator;
import java.util.List;

/**
 * Maps Meta's error codes to outcomes and reasons: errors.csv beside this class. HTTP status and
 * wording are not reliable, codes are (whatsapp-cloud 8).
 */
public final class MetaErrors {

  private static final ErrorTable TABLE = ErrorTable.beside(MetaErrors.class);

  private MetaErrors() {}

  /** The meaning of an answer; the status counts only if no code is known. */
  public static Meaning meaning(MetaFault fault, int httpStatus) {
    return TABLE
        .first(
            fault.code() + "/" + fault.subcode(),
            String.valueOf(fault.code()),
            "http " + httpStatus,
            "http " + httpStatus / 100 + "xx")
        .orElseGet(() -> new Meaning.Unknown(Reason.OTHER_SIDE));
  }

  /**
   * The reason why a message failed, for the agent: the most specific of the errors, whatever their
   * order.
   */
  static Reason reason(List<MetaFault> faults) {
    return faults.stream()
        .map(fault -> meaning(fault, 400).reason())
        .min(Comparator.comparing(MetaErrors::generality))
        .orElse(Reason.OTHER_SIDE);
  }

  /** The larger, the less the reason says about its cause. */
  private static int generality(Reason reason) {
    return switch (reason) {
      case OTHER_SIDE -> 3;
      case UNAVAILABLE -> 2;
      case CONTENT_REFUSED, UNSUPPORTED -> 1;
      default -> 0;
    };
  }
}
