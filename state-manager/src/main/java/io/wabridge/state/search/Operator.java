package io.wabridge.state.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What narrows a search, as {@code name:value}. */
enum Operator {
  FROM,
  AGENT,
  BEFORE,
  AFTER,
  KIND,
  HAS,
  CHANNEL,
  CONVERSATION,
  LABEL;

  static Optional<Operator> named(String name) {
    return Arrays.stream(values()).filter(one -> one.word().equalsIgnoreCase(name)).findFirst();
  }

  /** As it is written in a query. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All that can be used, for a problem's text. */
  static String all() {
    return Arrays.stream(values())
        .filter(one -> one != LABEL)
        .map(one -> one.word() + ":")
        .collect(Collectors.joining(", "));
  }
}
