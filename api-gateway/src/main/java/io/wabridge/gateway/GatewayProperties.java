package io.wabridge.gateway;

import io.wabridge.model.Secret;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Settings of the gateway: the admin token and the limits for waiting requests. */
@Validated
@ConfigurationProperties("bridge")
record GatewayProperties(@NotNull Secret adminToken, @DefaultValue Limits gateway) {

  /**
   * The limits for waiting requests.
   *
   * @param atOnce concurrent requests of a kind; each takes about 130 KB of heap
   * @param webhookPatience how long a webhook waits for the service that receives it
   */
  record Limits(
      @DefaultValue("200") @Positive int atOnce, @DefaultValue("10s") Duration webhookPatience) {}
}
