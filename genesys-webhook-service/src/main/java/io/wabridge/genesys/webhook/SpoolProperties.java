package io.wabridge.genesys.webhook;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the spool, which stores the desks' webhooks while the broker is unavailable.
 *
 * @param directory on a disk that outlives the process; only one instance may write there
 * @param size its maximum size; above it webhooks are answered 503
 */
@ConfigurationProperties("bridge.spool")
record SpoolProperties(
    @DefaultValue("spool") Path directory, @DefaultValue("256MB") DataSize size) {}
