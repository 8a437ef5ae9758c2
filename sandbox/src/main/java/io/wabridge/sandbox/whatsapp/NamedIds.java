package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which ids of a person a webhook names. */
enum NamedIds {
  NUMBER,
  USER,
  BOTH;

  /** "number", "user" or "both"; empty means both. */
  static NamedIds of(String name) {
    if (name.isEmpty()) {
      return BOTH;
    }
    for (NamedIds ids : values()) {
      if (ids.label().equals(name)) {
        return ids;
      }
    }
    throw new NotFoundException("ids " + name);
  }

  /** Those of a person's message. */
  static NamedIds in(JsonNode message) {
    boolean number = Json.text(message, "from") != null;
    boolean user = Json.text(message, "from_user_id") != null;
    return number == user ? BOTH : number ? NUMBER : USER;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The phone number, if it is named and the business may see it. */
  @Nullable String waId(Chat chat) {
    return this == USER ? null : chat.person().shownWaId();
  }

  @Nullable String userId(Chat chat) {
    return this == NUMBER ? null : ChangeValues.bsuid(chat);
  }
}
