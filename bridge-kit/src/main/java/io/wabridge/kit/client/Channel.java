package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.ChannelId;
import io.wabridge.model.ChannelSettings;
import io.wabridge.model.DeskId;
import io.wabridge.model.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A channel as the stages need it.
 *
 * @param readMarks when a message is marked as read for the person
 * @param quotaPerSecond the tenant's own quota for webhooks, if it differs from the default
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Channel(
    TenantId tenant,
    ChannelId id,
    String provider,
    boolean active,
    ChannelSettings settings,
    @Nullable DeskId desk,
    ReadMarks readMarks,
    @Nullable Integer quotaPerSecond) {

  /** When a message of a person is marked as read. */
  public enum ReadMarks {
    NEVER,
    ON_DELIVERY,
    ON_REPLY
  }
}
