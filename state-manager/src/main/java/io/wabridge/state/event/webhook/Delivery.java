package io.wabridge.state.event.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event and its delivery to a webhook.
 *
 * @param state WAITING, DELIVERED, REFUSED, or EXPIRED: the event was not kept for so long
 * @param attempts how often it was posted
 * @param httpStatus the last answer; absent: none
 * @param error why the last attempt failed
 * @param nextAttemptAt if it waits: when it is posted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Delivery(
    long position,
    String type,
    String conversationId,
    String state,
    int attempts,
    @Nullable Instant firstAttemptAt,
    @Nullable Instant lastAttemptAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Integer httpStatus,
    @Nullable String error) {}
