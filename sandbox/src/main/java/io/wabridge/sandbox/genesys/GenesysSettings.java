package io.wabridge.sandbox.genesys;

/** The behaviour of this Genesys; every property can be changed by PATCH /sandbox/settings. */
record GenesysSettings(
    boolean lean,
    boolean ordered,
    boolean duplicateWebhooks,
    boolean conversationIdInWebhooks,
    boolean publishedReceipts,
    boolean alwaysTyping,
    boolean unknownReceiptIs404,
    boolean failWebhookDisconnects,
    boolean fetchMedia,
    int fetchTimes,
    int fetchRetries,
    long fetchDelayMs,
    int inboundStatus,
    int ratePerMinute,
    long tokenSeconds,
    long webhookTimeoutMs,
    int webhookRetries,
    long webhookPauseMs,
    int threadingMinutes,
    long attachmentLimit,
    String downloads) {

  static GenesysSettings usual() {
    return new GenesysSettings(
        false,
        true,
        false,
        true,
        false,
        false,
        false,
        false,
        true,
        1,
        0,
        0,
        200,
        300,
        86_399,
        10_000,
        5,
        5_000,
        4320,
        25L * 1024 * 1024,
        "public");
  }
}
