package io.wabridge.connectors.channel.cloud;

import io.wabridge.model.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Meta's code table as data: what a code means for a message, and why. HTTP status and wording are
 * not reliable, codes are (fact sheet of November 2026).
 */
final class CloudErrors {

  /** What a code means for a message that was handed over with this answer. */
  sealed interface Meaning {
    Reason reason();

    /** Not taken, and it will not be. */
    record Never(Reason reason) implements Meaning {}

    /** Not taken now. */
    record Later(Reason reason, Duration after) implements Meaning {}

    /** The token was not accepted: another one may be. */
    record Token(Reason reason) implements Meaning {}

    /** Meta itself does not know what happened. */
    record Unknown(Reason reason) implements Meaning {}
  }

  private static final Map<Integer, Meaning> TABLE = new HashMap<>();

  static {
    token(0, 190);
    unknown(1, 2, 131000);

    later(Reason.RATE_LIMITED, 60, 4, 80007);
    later(Reason.RATE_LIMITED, 5, 130429);
    later(Reason.RATE_LIMITED, 6, 131056);
    later(Reason.RATE_LIMITED, 600, 131048);
    later(Reason.UNAVAILABLE, 10, 131016, 133004);
    later(Reason.UNAVAILABLE, 30, 131057, 2494100);
    later(Reason.UNAVAILABLE, 60, 133000);

    never(Reason.AUTH, 104, 2500);
    never(Reason.FORBIDDEN, 3, 10, 131005, 131031, 131037, 131042, 131044, 131045);
    never(Reason.FORBIDDEN, 133005, 133006, 133008, 133009, 133015, 133016);
    never(Reason.BLOCKED_BY_POLICY, 368, 130472, 130497, 131049, 131064);
    never(Reason.BAD_ADDRESS, 33, 131020, 131021, 131030, 131041, 133010, 137000);
    never(Reason.CONTENT_REFUSED, 100, 131008, 131009, 135000);
    never(Reason.NOT_ON_WHATSAPP, 131026);
    never(Reason.WINDOW_CLOSED, 131047);
    never(Reason.OPTED_OUT, 131050);
    never(Reason.UNSUPPORTED, 131051, 131060, 131062);
    never(Reason.MEDIA_GONE, 131052);
    never(Reason.MEDIA_TYPE, 131053);
    never(Reason.TEMPLATE, 131055, 131063, 132000, 132001, 132005, 132007, 132008, 132012);
    never(Reason.TEMPLATE, 132015, 132016, 132018, 132068, 132069, 134100, 134101, 134102);
    never(Reason.FORBIDDEN, 134011);
  }

  private CloudErrors() {}

  /** The meaning of an answer with this status; without a known code the status has to do. */
  static Meaning meaning(CloudFault fault, int httpStatus) {
    int code = fault.code();
    if (code == 100 && fault.subcode() == 33) {
      return new Meaning.Never(Reason.BAD_ADDRESS);
    }
    if (code >= 200 && code <= 299) {
      return new Meaning.Never(Reason.FORBIDDEN);
    }
    if (code >= 131201 && code <= 131215) {
      return code == 131208
          ? new Meaning.Later(Reason.RATE_LIMITED, Duration.ofSeconds(60))
          : new Meaning.Never(Reason.BAD_ADDRESS);
    }
    Meaning known = TABLE.get(code);
    return known != null ? known : ofStatus(httpStatus);
  }

  /** Why a message failed, for the agent. */
  static Reason reason(CloudFault fault) {
    return meaning(fault, 400).reason();
  }

  private static Meaning ofStatus(int status) {
    return switch (status) {
      case 401 -> new Meaning.Token(Reason.AUTH);
      case 403 -> new Meaning.Never(Reason.FORBIDDEN);
      case 404 -> new Meaning.Never(Reason.BAD_ADDRESS);
      case 429 -> new Meaning.Later(Reason.RATE_LIMITED, Duration.ofSeconds(30));
      default ->
          status >= 400 && status < 500
              ? new Meaning.Never(Reason.OTHER_SIDE)
              : new Meaning.Unknown(Reason.OTHER_SIDE);
    };
  }

  private static void token(int... codes) {
    put(new Meaning.Token(Reason.AUTH), codes);
  }

  private static void unknown(int... codes) {
    put(new Meaning.Unknown(Reason.OTHER_SIDE), codes);
  }

  private static void later(Reason reason, int seconds, int... codes) {
    put(new Meaning.Later(reason, Duration.ofSeconds(seconds)), codes);
  }

  private static void never(Reason reason, int... codes) {
    put(new Meaning.Never(reason), codes);
  }

  private static void put(Meaning meaning, int... codes) {
    for (int code : codes) {
      TABLE.put(code, meaning);
    }
  }
}
