package io.wabridge.tenant;

/**
 * A test of a channel, or connecting it, succeeded. Published within the transaction that records
 * it.
 */
public record ChannelConnected(String tenantId, String channelId) {}
