package io.wabridge.connectors.meta;

import io.wabridge.model.ExternalId;
import java.util.regex.Pattern;

/**
 * Ids of messages. A message that the bridge divides has parts whose ids are its own with a number;
 * Meta knows only the whole.
 */
final class MetaIds {

  private static final Pattern PART = Pattern.compile("#\\d{1,3}$");

  private MetaIds() {}

  static String part(String id, int number) {
    return id + "#" + number;
  }

  /**
   * Whether Meta knows the message: it may have been sent through another provider, before the
   * channel moved, or have no id of Meta yet.
   */
  static boolean known(ExternalId id) {
    return id.value().startsWith("wamid.");
  }

  /** The id that Meta knows. */
  static String whole(ExternalId id) {
    return PART.matcher(id.value()).replaceFirst("");
  }
}
