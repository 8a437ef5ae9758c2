package io.wabridge.tenant;

/**
 * A tenant, or a channel or desk of it, was changed. Published within the transaction that changes
 * it; told to the other services once that is committed.
 */
public record ConfigurationChanged(String tenantId) {}
