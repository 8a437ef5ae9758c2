package io.wabridge.suite.faults;

/** By which ids the webhooks of a person's messages name the person: number, user id, or both. */
enum Naming {
  /** Always by both. */
  BOTH,
  /** The first message by both, so that they are known to be one person's; then changing. */
  CHANGING,
  /** The first messages by one id at a time, as two persons would; then as above. */
  JOINED_LATER;

  private static final int ALONE = 4;

  /** The ids that message number {@code number}, from 1, is named by, as the sandbox says them. */
  String ids(int number) {
    if (this == BOTH || number == knownFrom()) {
      return "both";
    }
    if (number < knownFrom()) {
      return number % 2 == 1 ? "number" : "user";
    }
    return switch (number % 3) {
      case 0 -> "user";
      case 1 -> "number";
      default -> "both";
    };
  }

  /** The number of the first message that is named by both. */
  int knownFrom() {
    return this == JOINED_LATER ? ALONE + 1 : 1;
  }

  /** Three of ten persons change their ids, one of them before they are known. */
  static Naming of(int person) {
    return switch (person % 10) {
      case 2, 6 -> CHANGING;
      case 4 -> JOINED_LATER;
      default -> BOTH;
    };
  }
}
