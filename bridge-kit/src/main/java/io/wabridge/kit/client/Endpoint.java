package io.wabridge.kit.client;

import io.wabridge.model.Language;
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

  /** The administrator's name of it. */
  String name();

  /** The product's own id of it; empty until it is known. */
  String externalId();

  /** Whether messages are carried: it and its tenant are switched on. */
  boolean active();

  Settings settings();

  /** Its own limits; for absent ones the connector's apply. */
  Limits limits();

  /** The language of the bridge's own words. */
  Language language();

  /** The tenant's own quota of webhook events, if it has one. */
  @Nullable Integer quotaPerSecond();
}
