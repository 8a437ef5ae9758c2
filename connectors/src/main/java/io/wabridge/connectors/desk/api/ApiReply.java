package io.wabridge.connectors.desk.api;

import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of a reply.
 *
 * @param quoted the message that it answers, by an id that the desk knows
 */
record ApiReply(Content content, @Nullable ExternalId quoted) {

  static final int LONGEST_ID = 250;

  /** Adds what is wrong to the list; empty if anything is. */
  static Optional<ApiReply> read(JsonNode body, List<ApiFields.Problem> problems) {
    ApiFields fields = new ApiFields();
    @Nullable Content content = new ApiContents(fields).read(body);
    @Nullable String quoted =
        body.isObject() ? fields.optional(body, "replyTo", "replyTo", LONGEST_ID) : null;
    problems.addAll(fields.problems());
    return content == null || !problems.isEmpty()
        ? Optional.empty()
        : Optional.of(new ApiReply(content, quoted == null ? null : new ExternalId(quoted)));
  }
}
