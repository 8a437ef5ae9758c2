package io.wabridge.sandbox.api;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A genuine event that arrived for the first time.
 *
 * @param id the webhook-id, the same at every repetition
 * @param type as "message.created"
 */
public record ReceivedEvent(String id, String type, JsonNode data, Instant at) {}
