package io.wabridge.sandbox.connect;

/**
 * The behaviour of this Amazon Connect; every property can be changed by PATCH /sandbox/settings.
 *
 * @param ordered whether the notifications of a chat are sent in order
 * @param duplicateNotifications sends every notification twice
 * @param signatureVersion of notifications: 1 or 2
 * @param forgedCertificate signs with another key, whose certificate is at this address; empty: off
 * @param hidesVisibility leaves the message attributes out, as raw delivery does
 * @param textBytes the longest text in bytes, as newer instances count; 0: 1,024 characters
 * @param attachments whether the instance has a storage for attachments
 * @param scanMs how long an attachment is IN_PROGRESS
 * @param callsPerSecond of an operation, with a burst of one and a half times as many
 * @param concurrentChats above it a new chat is refused
 * @param connectionSeconds how long a connection token lives
 * @param retryPauseMs the pause before a notification is sent again, three times
 */
record ConnectSettings(
    boolean lean,
    boolean ordered,
    boolean duplicateNotifications,
    int signatureVersion,
    String forgedCertificate,
    boolean hidesVisibility,
    int textBytes,
    boolean attachments,
    long scanMs,
    int callsPerSecond,
    int concurrentChats,
    long connectionSeconds,
    long retryPauseMs,
    long notificationTimeoutMs) {

  static ConnectSettings usual() {
    return new ConnectSettings(
        false, true, false, 2, "", false, 0, true, 0, 10, 500, 86_400, 20_000, 15_000);
  }
}
