package io.wabridge.state.event.webhook;

import io.wabridge.model.Secret;
import io.wabridge.model.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant wants events to be posted.
 *
 * @param types empty: events of all types
 * @param disabledReason why the bridge disabled it; null: it did not
 * @param secrets sign the events; after a change there are two for some time
 * @param position the last event that was delivered, or waits for it
 */
record Webhook(
    String id,
    TenantId tenant,
    URI url,
    @Nullable String description,
    Set<String> types,
    boolean enabled,
    @Nullable String disabledReason,
    List<Secret> secrets,
    long position,
    Instant createdAt) {}
