package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.RetryPlan;
import io.wabridge.sandbox.Settings;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Genesys retries five times, five seconds apart, after a timeout, 429 or 5xx only. */
@Component
class GenesysRetries implements RetryPlan {
  private final Settings<GenesysSettings> settings;

  GenesysRetries(Settings<GenesysSettings> settings) {
    this.settings = settings;
  }

  @Override
  public boolean accepted(int status) {
    return status >= 200 && status < 300;
  }

  @Override
  public boolean again(int status, int attempt) {
    boolean worth = status == 0 || status == 429 || status >= 500;
    return worth && attempt <= settings.now().webhookRetries();
  }

  @Override
  public Duration pause(int attempt) {
    return Duration.ofMillis(settings.now().webhookPauseMs());
  }

  @Override
  public Duration timeout() {
    return Duration.ofMillis(settings.now().webhookTimeoutMs());
  }
}
