package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Feed;
import io.wabridge.sandbox.Lane;
import io.wabridge.sandbox.Pace;

/** What one person and one business number say to each other, as this person's phone knows it. */
final class Chat {
  static final int KEPT = 1000;

  private final Person person;
  private final BusinessNumber number;
  private final Lane lane;
  private final Feed<Received> received = new Feed<>(KEPT);
  private final Feed<Said> said = new Feed<>(KEPT);
  private final Pace pace = new Pace();
  private volatile long lastSaidMs;
  private volatile long typingUntilMs;

  Chat(Person person, BusinessNumber number, Lane lane) {
    this.person = person;
    this.number = number;
    this.lane = lane;
  }

  Person person() {
    return person;
  }

  BusinessNumber number() {
    return number;
  }

  Lane lane() {
    return lane;
  }

  Feed<Received> received() {
    return received;
  }

  Feed<Said> said() {
    return said;
  }

  Pace pace() {
    return pace;
  }

  /** Zero: this person never wrote to this number. */
  long lastSaidMs() {
    return lastSaidMs;
  }

  void lastSaidMs(long at) {
    lastSaidMs = at;
  }

  long typingUntilMs() {
    return typingUntilMs;
  }

  void typingUntilMs(long until) {
    typingUntilMs = until;
  }
}
