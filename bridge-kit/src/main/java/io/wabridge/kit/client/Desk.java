package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.DeskId;
import io.wabridge.model.DeskSettings;
import io.wabridge.model.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A desk as the stages need it.
 *
 * @param quotaPerSecond the tenant's own quota for webhooks, if it differs from the default
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Desk(
    TenantId tenant,
    DeskId id,
    String kind,
    String name,
    boolean active,
    DeskSettings settings,
    @Nullable Integer quotaPerSecond) {}
