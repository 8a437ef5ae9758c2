package io.wabridge.state.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as the log keeps it: what it is about, and no content of a message.
 *
 * @param position its place among the events of the tenant: 1, 2, 3 …
 * @param type see {@link EventType}; a newer version may have written one that is not there
 * @param direction of the message: INBOUND or OUTBOUND
 * @param status of the message
 * @param reason why the message has the status
 * @param related another conversation: where this one goes on
 * @param at when it happened
 */
public record StoredEvent(
    long position,
    String type,
    String conversation,
    @Nullable String message,
    @Nullable String direction,
    @Nullable String status,
    @Nullable String reason,
    @Nullable String related,
    Instant at) {}
