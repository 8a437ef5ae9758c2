package io.wabridge.gateway;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Settings of the gateway: limits, proxies, and the metrics port. */
@Validated
@ConfigurationProperties("bridge")
record GatewayProperties(@Valid @DefaultValue Limits gateway) {

  /**
   * Limits, trusted proxies and the metrics port.
   *
   * @param atOnce concurrent requests of a kind; each takes about 130 KB of heap
   * @param atOncePerAddress how many of these one address may have; by default three quarters
   * @param webhookPatience how long a webhook waits for its service
   * @param trustedProxies addresses and ranges (10.0.0.0/8) of the proxies before the gateway
   * @param metricsPort where Prometheus finds the gateway's metrics; 0: nowhere
   */
  record Limits(
      @DefaultValue("200") @Positive int atOnce,
      @Nullable @Positive Integer atOncePerAddress,
      @DefaultValue("10s") Duration webhookPatience,
      @DefaultValue List<@Pattern(regexp = "[0-9a-fA-F.:]+(/\\d{1,3})?") String> trustedProxies,
      @DefaultValue("0") @PositiveOrZero int metricsPort) {

    /** Concurrent requests of a kind by one address. */
    int ofAnAddress() {
      return atOncePerAddress == null ? Math.max(1, atOnce * 3 / 4) : atOncePerAddress;
    }
  }
}
