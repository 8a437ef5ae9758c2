package io.wabridge.connectors.channel.twilio;

import io.wabridge.connectors.ErrorTable;
import io.wabridge.connectors.Meaning;
import io.wabridge.model.Reason;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Maps Twilio's error codes to outcomes and reasons: errors.csv beside this class. */
final class TwilioErrors {

  private static final ErrorTable TABLE = ErrorTable.beside(TwilioErrors.class);

  private static final Map<String, String> WORDS =
      TABLE.rows().stream().collect(Collectors.toMap(ErrorTable.Row::code, ErrorTable.Row::words));

  private TwilioErrors() {}

  /** The meaning of an answer; the status counts only if the code is not known. */
  static Meaning meaning(String code, int httpStatus) {
    return TABLE
        .first(code, "http " + httpStatus, "http " + httpStatus / 100 + "xx")
        .orElseGet(() -> new Meaning.Unknown(Reason.OTHER_SIDE));
  }

  /** Twilio's words for a code; empty if it is not known. */
  static String words(@Nullable String code) {
    return code == null ? "" : WORDS.getOrDefault(code, "");
  }
}
