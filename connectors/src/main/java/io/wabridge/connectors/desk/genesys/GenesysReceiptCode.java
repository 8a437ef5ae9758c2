package io.wabridge.connectors.desk.genesys;

import io.wabridge.model.Reason;

/** Maps reasons to the codes of a failed receipt. */
final class GenesysReceiptCode {

  private GenesysReceiptCode() {}

  static String of(Reason reason) {
    return switch (reason) {
      case WINDOW_CLOSED,
          AWAITING_PERSON,
          PERSON_SILENT,
          BLOCKED_BY_POLICY,
          FORBIDDEN,
          PERMISSION_MISSING,
          THREAD_CONTROL,
          ACCOUNT_LOCKED,
          BILLING,
          DISPLAY_NAME,
          MESSAGING_LIMIT,
          RECIPIENT_COUNTRY,
          RECIPIENT_CAP,
          RECIPIENT_EXPERIMENT,
          RECIPIENT_TEST_LIST,
          FOLLOWED_ONLY,
          QUOTA ->
          "MessageNotAllowed";
      case NOT_ON_WHATSAPP,
          BAD_ADDRESS,
          ADDRESS_REFUSED,
          UNKNOWN_PERSON,
          CONVERSATION_MOVED,
          UNKNOWN_CHANNEL,
          UNKNOWN_DESK,
          NO_DESK,
          GROUP,
          RECIPIENT_USER_ID,
          RECIPIENT_IDENTITY,
          RECIPIENT_IS_SENDER,
          NUMBER_NOT_REGISTERED ->
          "InvalidDestination";
      case OPTED_OUT -> "RecipientOptedOut";
      case RATE_LIMITED, RATE_PAIR, RATE_NUMBER, RATE_QUALITY, RATE_APP, RATE_DESK_TOKEN ->
          "RateLimited";
      case UNSUPPORTED -> "UnsupportedMessage";
      case CONTENT_REFUSED,
          CONTENT_EMPTY,
          CONTENT_TOO_LONG,
          TEMPLATE,
          TEMPLATE_MISSING,
          TEMPLATE_NOT_APPROVED,
          TEMPLATE_PARAMETERS,
          TEMPLATE_PAUSED,
          TEMPLATE_DISABLED,
          TEMPLATE_POLICY,
          FLOW,
          UNREADABLE,
          SENDER_MISSING ->
          "InvalidMessageStructure";
      case MEDIA_TYPE, MEDIA_GONE, MEDIA_EXPIRED, MEDIA_CORRUPT -> "MediaTypeNotAllowed";
      case MEDIA_SIZE -> "InvalidMediaContentLength";
      case EXPIRED -> "MessageExpired";
      case UNAVAILABLE,
          TIMEOUT,
          HOST_UNKNOWN,
          TLS_FAILED,
          OTHER_SIDE,
          INTERNAL,
          AUTH,
          TOKEN_EXPIRED,
          TOKEN_REVOKED,
          TOKEN_MISSING,
          ROLE_REFUSED,
          API_ADDRESS,
          NUMBER_PIN,
          NUMBER_MAINTENANCE,
          MEDIA_STORE_DOWN,
          BROKER_DOWN,
          DATABASE_DOWN,
          SERVICE_DOWN,
          BREAKER_OPEN ->
          "ServerError";
      case OUTCOME_UNKNOWN,
          TENANT_SUSPENDED,
          DESK_NOT_CONNECTED,
          DESK_SIGN_IN,
          DESK_PERMISSION,
          DESK_INTEGRATION_GONE,
          DESK_CONVERSATION_GONE,
          DESK_FAILED,
          UNKNOWN_CONTRACT,
          NEWER_VERSION,
          MISROUTED,
          UNDELIVERABLE,
          WAITING ->
          "GeneralError";
    };
  }
}
