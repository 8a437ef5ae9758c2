package io.wabridge.kit.memory;

import io.wabridge.model.DeskId;
import io.wabridge.model.DeskSettings;
import io.wabridge.model.TenantId;

/** A desk as the stages need it. */
public record Desk(
    TenantId tenant, DeskId id, String kind, String name, boolean active, DeskSettings settings) {}
