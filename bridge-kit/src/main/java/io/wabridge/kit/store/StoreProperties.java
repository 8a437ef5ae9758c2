package io.wabridge.kit.store;

import io.wabridge.model.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the object store.
 *
 * @param publicEndpoint the public address of the store, if it has one: links to files are then
 *     presigned and point there, otherwise to the gateway
 * @param linkLife how long a link to a file is valid
 */
@ConfigurationProperties("bridge.store")
public record StoreProperties(
    @DefaultValue("http://127.0.0.1:9000") URI endpoint,
    @DefaultValue("") String accessKey,
    @DefaultValue("") Secret secretKey,
    @DefaultValue("us-east-1") String region,
    @Nullable URI publicEndpoint,
    @DefaultValue("7d") Duration linkLife) {}
