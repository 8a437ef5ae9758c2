package io.wabridge.sandbox.chatwoot;

/**
 * The behaviour of this Chatwoot; every property can be changed by PATCH /sandbox/settings.
 *
 * @param signsWebhooks as since version 4.13; without it inboxes have no secret
 * @param duplicateWebhooks sends every webhook twice
 * @param echoDelayMs how long the answer to a new message waits, so that its webhook arrives first
 * @param fileDelayMs how long a new file cannot be fetched yet
 * @param ratePerMinute calls of one token
 * @param messagesPerMinute messages of one conversation
 * @param maxUploadBytes above it the web server answers 413
 */
record ChatwootSettings(
    boolean lean,
    boolean signsWebhooks,
    boolean ordered,
    boolean duplicateWebhooks,
    long echoDelayMs,
    long fileDelayMs,
    long webhookTimeoutMs,
    int ratePerMinute,
    int messagesPerMinute,
    long maxUploadBytes) {

  static ChatwootSettings usual() {
    return new ChatwootSettings(
        false, true, false, false, 0, 0, 5_000, 3_000, 200, 100L * 1024 * 1024);
  }
}
