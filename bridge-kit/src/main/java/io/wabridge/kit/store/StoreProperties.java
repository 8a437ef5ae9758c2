package io.wabridge.kit.store;

import io.wabridge.model.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the object store.
 *
 * @param publicEndpoint the store's public address, if it has one: then links to files are
 *     presigned and lead there, otherwise through the gateway
 * @param linkLife how long a link works that a desk or provider got; some fetch a file hours later
 * @param maxFileSize a larger file is not stored
 */
@ConfigurationProperties("bridge.store")
public record StoreProperties(
    @DefaultValue("http://127.0.0.1:9000") URI endpoint,
    @DefaultValue("") String accessKey,
    @DefaultValue("") Secret secretKey,
    @DefaultValue("us-east-1") String region,
    @Nullable URI publicEndpoint,
    @DefaultValue("12h") Duration linkLife,
    @DefaultValue("100MB") DataSize maxFileSize) {}
