package io.wabridge.connectors.desk;

import io.wabridge.connectors.Words;
import io.wabridge.model.Content;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message that the provider does not pass on, in words that fit its type. Types are the
 * provider's names; the detail with its codes is for the trace only.
 */
final class PlainTextUnsupported {

  /** Names that a person can read: no codes, no paths. */
  private static final Pattern READABLE = Pattern.compile("[a-z]{3,20}( [a-z]{2,20}){0,3}");

  private static final Set<String> EDITS = Set.of("edit", "edited", "message edit");
  private static final Set<String> DELETIONS = Set.of("revoke", "deleted", "message revoke");

  private PlainTextUnsupported() {}

  static String of(Content.Unsupported unsupported, @Nullable String quote, Words words) {
    String type = type(unsupported);
    if (EDITS.contains(type)) {
      return PlainTextChanges.unknown(quote, words);
    }
    return DELETIONS.contains(type) ? PlainTextChanges.deleted(quote, words) : other(type, words);
  }

  /** Whether its words name the quoted message. */
  static boolean refers(Content.Unsupported unsupported) {
    String type = type(unsupported);
    return EDITS.contains(type) || DELETIONS.contains(type);
  }

  private static String type(Content.Unsupported unsupported) {
    String type = unsupported.type();
    return type == null ? "" : type.toLowerCase(Locale.ROOT).replaceAll("[_\\s-]+", " ").strip();
  }

  /** The documented types, and those that are seen in practice, by what the agent can do. */
  private static @Nullable String key(String type) {
    return switch (type) {
      case "empty", "text" -> "empty";
      case "album", "media album" -> "unsupported.album";
      case "button", "buttons", "list", "hsm", "template", "interactive" -> "unsupported.buttons";
      case "event", "event creation", "event invite", "scheduled call", "scheduled call creation" ->
          "unsupported.event";
      case "gif",
          "image",
          "video",
          "audio",
          "voice",
          "document",
          "sticker",
          "media",
          "media placeholder" ->
          "unsupported.file";
      case "group invite", "channel invite", "newsletter admin invite", "invite", "invitation" ->
          "unsupported.invitation";
      case "keep in chat" -> "unsupported.keep";
      case "location", "live location" -> "unsupported.location";
      case "payment", "payment invite", "payment request", "request payment", "send payment" ->
          "unsupported.payment";
      case "pin", "unpin", "pin in chat", "unpin in chat" -> "unsupported.pin";
      case "poll", "poll creation" -> "unsupported.poll";
      case "poll update", "poll vote", "poll result", "poll result snapshot" -> "unsupported.vote";
      case "product", "product list", "order", "catalog", "cart" -> "unsupported.product";
      case "reaction" -> "unsupported.reaction";
      case "in business app", "unavailable" -> "unsupported.unavailable";
      case "video note", "ptv" -> "unsupported.video-note";
      case "view once", "view once message", "viewonce" -> "unsupported.view-once";
      default ->
          type.startsWith("interactive/")
              ? "unsupported.buttons"
              : type.startsWith("system") ? "unsupported.notice" : null;
    };
  }

  private static String other(String type, Words words) {
    String key = key(type);
    if (key != null) {
      return words.say(key);
    }
    boolean named =
        READABLE.matcher(type).matches() && !type.equals("unknown") && !type.equals("unsupported");
    return named ? words.say("unsupported.named", type) : words.say("unsupported");
  }
}
