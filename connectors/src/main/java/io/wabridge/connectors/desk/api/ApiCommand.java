package io.wabridge.connectors.desk.api;

import io.wabridge.model.ExternalId;
import io.wabridge.model.connector.DeskEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a system does in a conversation besides writing; the body may be empty. */
enum ApiCommand {
  TYPING(Set.of()),
  READ(Set.of()),
  HANDOFF(Set.of("target", "summary")),
  CLOSE(Set.of("reason"));

  private static final int LONGEST_SUMMARY = 4000;
  private static final int LONGEST_NAME = 200;

  private final Set<String> names;

  ApiCommand(Set<String> names) {
    this.names = names;
  }

  /** The path of its route. */
  String path() {
    return "/" + word();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ApiCommand> at(String path) {
    return Arrays.stream(values()).filter(command -> command.path().equals(path)).findFirst();
  }

  /** What is wrong with the body. */
  List<ApiFields.Problem> check(JsonNode body) {
    ApiFields fields = new ApiFields();
    if (!body.isObject()) {
      fields.wrong("", "must be a JSON object");
      return fields.problems();
    }
    fields.known(body, "", names);
    switch (this) {
      case HANDOFF -> {
        fields.optional(body, "target", "target", LONGEST_NAME);
        fields.optional(body, "summary", "summary", LONGEST_SUMMARY);
      }
      case CLOSE -> fields.optional(body, "reason", "reason", LONGEST_NAME);
      case TYPING, READ -> {}
    }
    return fields.problems();
  }

  DeskEvent event(ExternalId id, String to, JsonNode body) {
    ApiFields fields = new ApiFields();
    return switch (this) {
      case TYPING -> new DeskEvent.Typing(to);
      case READ -> new DeskEvent.Read(to);
      case HANDOFF ->
          new DeskEvent.HandedOver(
              id,
              to,
              null,
              target(fields.optional(body, "target", "target", LONGEST_NAME)),
              fields.optional(body, "summary", "summary", LONGEST_SUMMARY),
              Instant.now());
      case CLOSE -> new DeskEvent.Closed(id, to, null, Instant.now());
    };
  }

  /** "human" is the desk of the next route; "desk:" may precede the name or id of a desk. */
  private static @Nullable String target(@Nullable String named) {
    if (named == null || named.equals("human")) {
      return null;
    }
    String desk = named.startsWith("desk:") ? named.substring("desk:".length()).strip() : named;
    return desk.isEmpty() ? null : desk;
  }
}
