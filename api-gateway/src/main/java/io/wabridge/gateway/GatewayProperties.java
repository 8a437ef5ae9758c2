package io.wabridge.gateway;

import io.wabridge.model.Secret;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** What an admin shows to use the public API, and how much may wait at the door. */
@Validated
@ConfigurationProperties("bridge")
record GatewayProperties(@NotNull Secret adminToken, @DefaultValue Limits gateway) {

  /**
   * How much may wait.
   *
   * @param atOnce requests of a kind that are under way at once; each takes about 130 KB of heap
   * @param webhookPatience how long a webhook waits for the service that takes it
   */
  record Limits(
      @DefaultValue("200") @Positive int atOnce, @DefaultValue("10s") Duration webhookPatience) {}
}
