package io.wabridge.kit.client;

import io.wabridge.model.TenantId;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.Settings;
import org.jspecify.annotations.Nullable;

/** A channel or a desk as the stages need it: what both have. */
public sealed interface Endpoint permits Channel, Desk {

  TenantId tenant();

  /** Our own id of it, whichever side it is on. */
  String endpointId();

  /** The kind of its connector. */
  String kind();

  /** What the administrator calls it. */
  String name();

  /** The product's own id of it; empty until it is known. */
  String externalId();

  /** Whether messages are carried: neither it nor its tenant was switched off. */
  boolean active();

  Settings settings();

  /** Limits of its own; what they leave open the connector says. */
  Limits limits();

  /** What the tenant's webhooks may bring, if it is not what all may. */
  @Nullable Integer quotaPerSecond();
}
