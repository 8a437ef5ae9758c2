package io.wabridge.gateway;

import io.wabridge.model.Secret;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** What an admin shows to use the public API. */
@Validated
@ConfigurationProperties("bridge")
record GatewayProperties(@NotNull Secret adminToken) {}
