package io.wabridge.sandbox.whatsapp;

/** The behaviour of this WhatsApp; every property can be changed by PATCH /sandbox/settings. */
record WhatsAppSettings(
    boolean lean,
    boolean autoRead,
    boolean statuses,
    boolean skipDelivered,
    boolean roughStatuses,
    boolean duplicateWebhooks,
    boolean ordered,
    boolean window,
    boolean pairRate,
    int pairBurst,
    long pairIntervalMs,
    int throughputPerSecond,
    long sentDelayMs,
    long deliveredDelayMs,
    long readDelayMs,
    long retryFirstMs,
    long retryMaxMs,
    int retryAttempts,
    long webhookTimeoutMs,
    long mediaUrlSeconds,
    boolean mediaUrlInWebhook) {

  static WhatsAppSettings usual() {
    return new WhatsAppSettings(
        false, false, true, false, false, false, true, true, true, 45, 6000, 80, 20, 80, 120, 1000,
        30_000, 100, 10_000, 300, false);
  }
}
