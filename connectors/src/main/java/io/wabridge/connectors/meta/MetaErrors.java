package io.wabridge.connectors.meta;

import io.wabridge.connectors.ErrorTable;
import io.wabridge.connectors.Meaning;
import io.wabridge.model.Reason;

/**
 * What a code of Meta's means for a message, and why: errors.csv beside this class. HTTP status and
 * wording are not reliable, codes are (whatsapp-cloud 8).
 */
public final class MetaErrors {

  private static final ErrorTable TABLE = ErrorTable.beside(MetaErrors.class);

  private MetaErrors() {}

  /** The meaning of an answer with this status; without a known code the status has to do. */
  public static Meaning meaning(MetaFault fault, int httpStatus) {
    return TABLE
        .first(
            fault.code() + "/" + fault.subcode(),
            String.valueOf(fault.code()),
            "http " + httpStatus,
            "http " + httpStatus / 100 + "xx")
        .orElseGet(() -> new Meaning.Unknown(Reason.OTHER_SIDE));
  }

  /** Why a message failed, for the agent. */
  static Reason reason(MetaFault fault) {
    return meaning(fault, 400).reason();
  }
}
