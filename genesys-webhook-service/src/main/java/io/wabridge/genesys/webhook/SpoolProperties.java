package io.wabridge.genesys.webhook;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the desks' webhooks wait while the broker is away.
 *
 * @param directory on a disk that outlives the process; one instance alone writes there
 * @param size how much may wait; what comes then is answered 503
 */
@ConfigurationProperties("bridge.spool")
record SpoolProperties(
    @DefaultValue("spool") Path directory, @DefaultValue("256MB") DataSize size) {}
