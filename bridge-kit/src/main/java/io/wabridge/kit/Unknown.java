package io.wabridge.kit;

import java.util.Collection;

/**
 * The text for an unknown name with the list of known ones, so that a misspelling is found at once.
 */
final class Unknown {

  private static final int LONGEST = 64;

  private Unknown() {}

  static String of(String what, String name, String plural, Collection<String> known) {
    var shown = name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
    return known.isEmpty()
        ? "The %s %s is unknown; there are no %s here.".formatted(what, shown, plural)
        : "The %s %s is unknown. Known %s: %s."
            .formatted(what, shown, plural, String.join(", ", known.stream().sorted().toList()));
  }
}
