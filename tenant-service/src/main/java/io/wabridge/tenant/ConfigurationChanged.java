package io.wabridge.tenant;

/**
 * A tenant, or a channel or desk of it, was changed. Published within the transaction that changes
 * it; announced to the other services after its commit.
 */
public record ConfigurationChanged(String tenantId) {}
