package io.wabridge.kit.store;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The disk space where raw webhooks wait for the archive.
 *
 * @param directory on a disk that survives a restart of the process
 * @param size how much may wait while the store is unavailable; above it, webhooks are answered 503
 */
@ConfigurationProperties("bridge.journal")
public record JournalProperties(
    @DefaultValue("spool") Path directory, @DefaultValue("2GB") DataSize size) {}
