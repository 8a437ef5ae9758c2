package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How long a tenant keeps what is not text.
 *
 * @param mediaDays files; null: as long as the contents of messages
 * @param parkedDays parked envelopes, open and settled ones
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetentionPolicy(@Nullable Integer mediaDays, int parkedDays) {

  /** Applies to tenants that chose nothing. */
  public static final RetentionPolicy USUAL = new RetentionPolicy(null, 90);
}
