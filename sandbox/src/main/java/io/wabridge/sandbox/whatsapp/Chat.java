package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.EventFeed;
import io.wabridge.sandbox.RateLimiter;
import io.wabridge.sandbox.SerialExecutor;

/** The chat between one person and one business number, as on the person's phone. */
final class Chat {
  static final int KEPT = 1000;

  private final Person person;
  private final BusinessNumber number;
  private final SerialExecutor lane;
  private final EventFeed<BusinessMessage> received = new EventFeed<>(KEPT);
  private final EventFeed<PersonMessage> said = new EventFeed<>(KEPT);
  private final RateLimiter pace = new RateLimiter();
  private volatile long lastSaidMs;
  private volatile boolean marketingStopped;
  private volatile NamedIds ids = NamedIds.BOTH;
  private volatile long typingUntilMs;

  Chat(Person person, BusinessNumber number, SerialExecutor lane) {
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

  SerialExecutor lane() {
    return lane;
  }

  EventFeed<BusinessMessage> received() {
    return received;
  }

  EventFeed<PersonMessage> said() {
    return said;
  }

  RateLimiter pace() {
    return pace;
  }

  /** Zero: this person never wrote to this number. */
  long lastSaidMs() {
    return lastSaidMs;
  }

  void lastSaidMs(long at) {
    lastSaidMs = at;
  }

  /** Which ids the person's last webhook named; statuses name the same. */
  NamedIds ids() {
    return ids;
  }

  void ids(NamedIds now) {
    ids = now;
  }

  long typingUntilMs() {
    return typingUntilMs;
  }

  void typingUntilMs(long until) {
    typingUntilMs = until;
  }

  boolean marketingStopped() {
    return marketingStopped;
  }

  void marketingStopped(boolean stopped) {
    marketingStopped = stopped;
  }
}
