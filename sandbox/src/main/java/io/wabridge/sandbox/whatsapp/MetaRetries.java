package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.RetryPlan;
import io.wabridge.sandbox.Settings;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Meta retries after any answer but 200, with growing intervals. */
@Component
class MetaRetries implements RetryPlan {
  private final Settings<WhatsAppSettings> settings;

  MetaRetries(Settings<WhatsAppSettings> settings) {
    this.settings = settings;
  }

  @Override
  public boolean accepted(int status) {
    return status == 200;
  }

  @Override
  public boolean again(int status, int attempt) {
    return attempt < settings.now().retryAttempts();
  }

  @Override
  public Duration pause(int attempt) {
    WhatsAppSettings now = settings.now();
    long ms = now.retryFirstMs() << Math.min(attempt - 1, 16);
    return Duration.ofMillis(Math.min(ms, now.retryMaxMs()));
  }

  @Override
  public Duration timeout() {
    return Duration.ofMillis(settings.now().webhookTimeoutMs());
  }
}
